import type { PageSnapshot } from '../model/page-snapshot.ts'
import { clipText } from '../model/value-text.ts'
import { instantText } from '../text/instant.ts'
import { SNAPSHOT_TEXT as TEXT } from '../text/snapshot.ts'

/** Where and when a snapshot was taken. */
export function SnapshotFacts({ snapshot }: { snapshot: PageSnapshot }) {
  const { url, takenAtMs, sdk, state, revision, userAgent } = snapshot
  const client = [sdk, state, ...(revision === undefined ? [] : [revision])]
  return (
    <dl class="facts">
      <Fact name={TEXT.page} value={url} />
      <Fact name={TEXT.taken} value={instantText(takenAtMs)} />
      <Fact name={TEXT.client} value={client.map((part) => clipText(part, 80)).join(' · ')} />
      <Fact name={TEXT.browser} value={userAgent} />
    </dl>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{clipText(value, 500)}</dd>
    </div>
  )
}
