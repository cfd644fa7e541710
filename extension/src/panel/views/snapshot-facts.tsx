import type { PageSnapshot } from '../model/page-snapshot.ts'
import { instantWords } from '../text/instant.ts'
import { SNAPSHOT_TEXT as TEXT } from '../text/snapshot.ts'
import { Facts } from './facts.tsx'

/** Where and when a snapshot was taken. */
export function SnapshotFacts({ snapshot }: { snapshot: PageSnapshot }) {
  const { url, takenAtMs, sdk, state, revision, userAgent } = snapshot
  return (
    <Facts
      entries={[
        [TEXT.page, url],
        [TEXT.taken, instantWords(takenAtMs)],
        [TEXT.client, [sdk, state, ...(revision === undefined ? [] : [revision])].join(' · ')],
        [TEXT.browser, userAgent],
      ]}
    />
  )
}
