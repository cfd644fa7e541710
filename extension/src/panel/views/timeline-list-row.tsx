import { clockText, durationText } from '../model/time-text.ts'
import type { TimelineRow } from '../model/timeline-session.ts'
import { clipText, MAX_ROW_TEXT, withoutProtocol } from '../model/value-text.ts'
import { EventLabel } from './event-label.tsx'
import { EventSummary, subjectOf } from './event-summary.tsx'

/** The DOM id of a row of the timeline, for `aria-activedescendant`. */
export function entryRowId(index: number): string {
  return `timeline-row-${index}`
}

/** One entry in the timeline. */
export function TimelineListRow(props: {
  row: TimelineRow
  index: number
  isSelected: boolean
  isRelative: boolean
  onSelect: () => void
}) {
  const { row, index, isSelected, isRelative, onSelect } = props
  const { entry, sinceNavigationMs } = row
  const { event, atMs } = entry
  const clock = clockText(atMs)
  const subject = subjectOf(event)
  return (
    <tr
      id={entryRowId(index)}
      class={event.kind === 'navigation' ? 'row row-flag row-entry row-navigation' : 'row row-flag row-entry'}
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onClick={onSelect}
    >
      <td class="cell-text cell-time" title={clock}>
        {isRelative && sinceNavigationMs !== null ? `+${durationText(sinceNavigationMs)}` : clock}
      </td>
      <td class="cell-text cell-event">
        <EventLabel event={event} />
      </td>
      <td class="cell-text mono" title={clipText(subject, 500)}>
        {clipText(event.kind === 'navigation' ? withoutProtocol(subject) : subject, MAX_ROW_TEXT)}
      </td>
      <td class="cell-text">
        <EventSummary event={event} />
      </td>
    </tr>
  )
}
