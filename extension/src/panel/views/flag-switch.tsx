import type { FlagReport } from '@halyard/devtools'
import type { FlagRow } from '../model/list-rows.ts'
import { isOverridable } from '../model/overridden.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { FLAGS_TEXT } from '../text/flags.ts'

/** Whether a flag can be flipped with one click. */
export function isSwitch(flag: FlagReport): boolean {
  return flag.type === 'boolean' || typeof flag.value === 'boolean'
}

/** Overrides a boolean with its opposite; flipping back to the served value resets it. */
export function flip(session: PanelSession, row: FlagRow): void {
  const next = row.flag.value !== true
  if (row.flag.original?.value === next) session.reset(row)
  else session.override(row, next)
}

/** A boolean as a switch. */
export function FlagSwitch({ session, row }: { session: PanelSession; row: FlagRow }) {
  const { flagKey, value } = row.flag
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      tabIndex={-1}
      aria-checked={value === true}
      aria-label={FLAGS_TEXT.override(flagKey)}
      disabled={!isOverridable(row)}
      onClick={() => flip(session, row)}
    >
      <span class="switch-track" aria-hidden="true" />
      <span class="mono">{value === undefined ? FLAGS_TEXT.fallback : String(value)}</span>
    </button>
  )
}
