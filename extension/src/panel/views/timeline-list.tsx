import type { TimelineSession } from '../model/timeline-session.ts'
import { TIMELINE_TEXT } from '../text/timeline.ts'
import { pressListKey } from './press-list-key.ts'
import { entryRowId, TimelineListRow } from './timeline-list-row.tsx'
import { WindowedRows } from './windowed-rows.tsx'

/** The entries. Keys: arrows, Page Up and Down, Home and End move. Who is at the end sees what comes. */
export function TimelineList(props: { timeline: TimelineSession; onSelect: () => void }) {
  const { timeline, onSelect } = props
  const { rows } = timeline.shown.value
  const selectedIndex = timeline.selectedIndex.value

  function press(event: KeyboardEvent): void {
    pressListKey(event, rows.length, timeline.move, (key) => {
      if (key !== 'Enter' || selectedIndex < 0) return false
      onSelect()
      return true
    })
  }

  return (
    <WindowedRows
      count={rows.length}
      shownIndex={selectedIndex}
      followsEnd
      header={<ColumnHeader />}
      attributes={{
        'aria-label': TIMELINE_TEXT.label,
        'aria-rowcount': rows.length + 1,
        'aria-activedescendant': selectedIndex < 0 ? undefined : entryRowId(selectedIndex),
        onKeyDown: press,
      }}
      renderRow={(index) => {
        const row = rows[index]
        if (!row) return null
        return (
          <TimelineListRow
            key={row.entry.number}
            row={row}
            index={index}
            isSelected={index === selectedIndex}
            isRelative={timeline.isRelative.value}
            onSelect={() => {
              timeline.selected.value = row.entry
              onSelect()
            }}
          />
        )
      }}
    />
  )
}

function ColumnHeader() {
  return (
    <tr class="row row-header row-entry" aria-rowindex={1}>
      <th scope="col" class="cell-time">
        {TIMELINE_TEXT.time}
      </th>
      <th scope="col" class="heading-event">
        {TIMELINE_TEXT.kind}
      </th>
      <th scope="col">{TIMELINE_TEXT.subject}</th>
      <th scope="col">{TIMELINE_TEXT.summary}</th>
    </tr>
  )
}
