import { Undo2 } from 'lucide-preact'
import type { FlagRow } from '../model/list-rows.ts'
import { isFixed, isOverridden } from '../model/overridden.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { FLAGS_TEXT } from '../text/flags.ts'
import { FlagSwitch, isSwitch } from './flag-switch.tsx'
import { OverrideMark } from './override-mark.tsx'
import { OverrideTermsLabel } from './override-terms-label.tsx'
import { ReadCount } from './read-count.tsx'
import { ReasonLabel } from './reason-label.tsx'
import { StarButton } from './star-button.tsx'
import { useFlash } from './use-flash.ts'
import { hasChoice, VariantSelect } from './variant-select.tsx'

/** The DOM id of a row of the list, for `aria-activedescendant`. */
export function rowId(index: number): string {
  return `flag-row-${index}`
}

/** One flag in the list. */
export function FlagListRow(props: {
  row: FlagRow
  index: number
  isSelected: boolean
  session: PanelSession
  onSelect: () => void
}) {
  const { row, index, isSelected, session, onSelect } = props
  const { flag } = row
  const text = valueText(flag.value)
  const flash = useFlash(`${text} ${flag.variant ?? ''}`)
  const overridden = isOverridden(flag)
  return (
    <tr
      id={rowId(index)}
      class={overridden ? 'row row-flag row-overridden' : 'row row-flag'}
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onClick={() => {
        session.select(row)
        onSelect()
      }}
    >
      <td class="cell-mark">{overridden && <ResetButton row={row} session={session} />}</td>
      <td class="cell-text mono" title={clipText(flag.flagKey, 500)}>
        {clipText(flag.flagKey, 200)}
      </td>
      <td>
        <StarButton session={session} row={row} />
      </td>
      <td class="cell-value" ref={flash}>
        {isSwitch(flag) ? (
          <FlagSwitch session={session} row={row} />
        ) : hasChoice(row) ? (
          <VariantSelect session={session} row={row} />
        ) : (
          <span class="cell-text mono" title={text}>
            {text || <span class="faint">{FLAGS_TEXT.fallback}</span>}
          </span>
        )}
      </td>
      <td class="cell-text cell-variant">{clipText(flag.variant ?? '', 80)}</td>
      <td class="cell-text cell-reason">
        {overridden || isFixed(flag) ? (
          <OverrideTermsLabel flag={flag} />
        ) : (
          <ReasonLabel reason={flag.reason} />
        )}
      </td>
      <td class="cell-reads">
        <ReadCount row={row} />
      </td>
    </tr>
  )
}

function ResetButton({ row, session }: { row: FlagRow; session: PanelSession }) {
  return (
    <button
      type="button"
      class="reset"
      tabIndex={-1}
      title={FLAGS_TEXT.resetHint}
      aria-label={FLAGS_TEXT.reset(row.flag.flagKey)}
      onClick={(event) => {
        event.stopPropagation()
        session.reset(row)
      }}
    >
      <OverrideMark />
      <Undo2 class="reset-arrow" size={12} aria-hidden="true" />
    </button>
  )
}
