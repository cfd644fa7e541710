import { RefreshCw, Trash2 } from 'lucide-preact'
import type { CompareSession, OtherSide } from '../model/compare-session.ts'
import { clipText } from '../model/value-text.ts'
import { COMPARE_TEXT as TEXT } from '../text/compare.ts'
import { FLAG_ADDRESS_TEXT } from '../text/flag-address.ts'
import { instantWords } from '../text/instant.ts'
import { SnapshotFacts } from './snapshot-facts.tsx'

/** What the page is compared with: whose flags, from where, and from when. */
export function OtherFacts({ session, other }: { session: CompareSession; other: OtherSide }) {
  if (other.kind === 'flag-file') {
    const { source } = other
    const name = clipText(other.name, 80)
    return (
      <div class="compare-facts faint">
        <p>
          {source
            ? FLAG_ADDRESS_TEXT.readHere(name, instantWords(source.readAtMs))
            : TEXT.evaluatedHere(name)}
        </p>
        {source && (
          <button
            type="button"
            class="icon-button"
            aria-label={FLAG_ADDRESS_TEXT.again}
            title={FLAG_ADDRESS_TEXT.again}
            disabled={session.isReading.value}
            onClick={() => void session.readAddress(source.address, Date.now())}
          >
            <RefreshCw size={12} aria-hidden="true" />
          </button>
        )}
      </div>
    )
  }
  const { snapshot } = other
  const isKept = session.snapshots.list.value.some(({ name }) => name === snapshot.name)
  return (
    <div class="compare-facts">
      <details>
        <summary>
          {clipText(snapshot.name, 80)} · {clipText(snapshot.url, 80)}
        </summary>
        <SnapshotFacts snapshot={snapshot} />
      </details>
      {isKept && (
        <button
          type="button"
          class="icon-button"
          aria-label={TEXT.delete(clipText(snapshot.name, 80))}
          onClick={() => void session.remove(snapshot)}
        >
          <Trash2 size={12} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
