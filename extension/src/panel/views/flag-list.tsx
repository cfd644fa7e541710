import type { PanelSession } from '../model/panel-session.ts'
import { countText } from '../text/count-text.ts'
import { FLAGS_TEXT } from '../text/flags.ts'
import { ClientHeader } from './client-header.tsx'
import { FlagListRow, rowId } from './flag-list-row.tsx'
import { flip, isSwitch } from './flag-switch.tsx'
import { pressListKey } from './press-list-key.ts'
import { toggleStar } from './star-button.tsx'
import { WindowedRows } from './windowed-rows.tsx'

/**
 * All flags. Keys: arrows, Page Up and Down, Home and End move; Enter opens the detail; Space flips a boolean; `r` resets; `s`
 * stars.
 */
export function FlagList(props: { session: PanelSession; onOpen: () => void; onSelect: () => void }) {
  const { session, onOpen, onSelect } = props
  const rows = session.rows.value
  const selectedIndex = session.selectedIndex.value

  function press(event: KeyboardEvent): void {
    pressListKey(event, rows.length, session.move, (key) => {
      const row = session.selected.value
      if (!row) return false
      if (key === 'Enter') onOpen()
      else if (key === ' ' && isSwitch(row.flag)) flip(session, row)
      else if (key === 'r') session.reset(row)
      else if (key === 's') toggleStar(session, row)
      // Where there is nothing to flip, Space is not to scroll the list either.
      else return key === ' '
      return true
    })
  }

  return (
    <WindowedRows
      count={rows.length}
      shownIndex={selectedIndex}
      header={<ColumnHeader />}
      attributes={{
        'aria-label': FLAGS_TEXT.list,
        'aria-rowcount': rows.length + 1,
        'aria-activedescendant': selectedIndex < 0 ? undefined : rowId(selectedIndex),
        onKeyDown: press,
      }}
      renderRow={(index) => {
        const row = rows[index]
        if (!row) return null
        if (row.kind === 'client') return <ClientHeader key={index} place={row} index={index} />
        if (row.kind === 'unread') return <UnreadHeader key={index} count={row.count} index={index} />
        const { document, client, flag } = row
        return (
          <FlagListRow
            key={`${document.connectionId} ${client.clientId} ${flag.flagKey}`}
            row={row}
            index={index}
            isSelected={index === selectedIndex}
            session={session}
            onSelect={onSelect}
          />
        )
      }}
    />
  )
}

function ColumnHeader() {
  return (
    <tr class="row row-header" aria-rowindex={1}>
      <th scope="col">
        <span class="visually-hidden">{FLAGS_TEXT.overridden}</span>
      </th>
      <th scope="col">{FLAGS_TEXT.flag}</th>
      <th scope="col">
        <span class="visually-hidden">{FLAGS_TEXT.starred}</span>
      </th>
      <th scope="col">{FLAGS_TEXT.value}</th>
      <th scope="col" class="cell-variant">
        {FLAGS_TEXT.variant}
      </th>
      <th scope="col" class="cell-reason">
        {FLAGS_TEXT.reason}
      </th>
      <th scope="col" class="cell-reads">
        {FLAGS_TEXT.reads}
      </th>
    </tr>
  )
}

function UnreadHeader({ count, index }: { count: number; index: number }) {
  return (
    <tr class="row row-section" aria-rowindex={index + 2}>
      <td colSpan={7}>
        {FLAGS_TEXT.unread} <span class="faint">{countText(count)}</span>
      </td>
    </tr>
  )
}
