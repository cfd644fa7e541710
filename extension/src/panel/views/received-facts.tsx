import type { ShareState } from '@halyard/protocol/share'
import type { PageSnapshot } from '../model/page-snapshot.ts'
import { clipText } from '../model/value-text.ts'
import { SCENARIOS_TEXT as TEXT } from '../text/scenarios.ts'
import { Section } from './section.tsx'
import { SnapshotFacts } from './snapshot-facts.tsx'

/** What is known of a state that somebody else made. */
export function ReceivedFacts({ share, snapshot }: { share: ShareState; snapshot: PageSnapshot | null }) {
  const { note } = share
  return (
    <Section title={TEXT.received}>
      {snapshot && <SnapshotFacts snapshot={snapshot} />}
      {note !== undefined && (
        <p>
          {TEXT.note}: “{clipText(note, 2_000)}”
        </p>
      )}
      <p class="faint">{TEXT.receivedHint}</p>
    </Section>
  )
}
