import { useSignal } from '@preact/signals'
import type { FlagRow } from '../model/list-rows.ts'
import { clockText } from '../model/time-text.ts'
import { countText } from '../text/count-text.ts'
import { ACTIVITY_TEXT, causeText, historyBeginText, NO_CHANGES } from '../text/flag-activity.ts'
import { ChangedValue } from './changed-value.tsx'
import { Section } from './section.tsx'

/** How many changes are shown before somebody asks for all. */
const SHOWN_CHANGES = 20

/** What a flag's values were before, why they changed, and since when that is known. */
export function FlagHistory({ row }: { row: FlagRow }) {
  const isWhole = useSignal(false)
  const activity = row.document.activity(row.client.clientId)
  void activity.version.value
  const changes = activity.changes(row.flag.flagKey)
  const shown = isWhole.value ? changes : changes.slice(0, SHOWN_CHANGES)
  return (
    <Section title={ACTIVITY_TEXT.history}>
      {shown.length > 0 && (
        <ol class="history">
          {shown.map((change, index) => (
            <li key={changes.length - index}>
              <time class="history-time">{clockText(change.atMs)}</time>
              <span>
                <ChangedValue before={change.before} after={change.after} />{' '}
                <span class="faint">{causeText(change.cause)}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
      {changes.length > shown.length && (
        <button
          type="button"
          class="button"
          onClick={() => {
            isWhole.value = true
          }}
        >
          Show all {countText(changes.length)}
        </button>
      )}
      <p class="faint">
        {historyBeginText(activity, row.flag.observed)} {changes.length === 0 && NO_CHANGES}{' '}
        {activity.isIncomplete && ACTIVITY_TEXT.incomplete}
      </p>
    </Section>
  )
}
