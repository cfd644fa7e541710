import { useComputed } from '@preact/signals'
import { Star } from 'lucide-preact'
import type { FlagRow } from '../model/list-rows.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { originOf } from '../model/starred-flags.ts'
import { FLAGS_TEXT } from '../text/flags.ts'

/** Stars a flag of this origin, or takes its star off. */
export function toggleStar(session: PanelSession, row: FlagRow): void {
  void session.stars.toggle(originOfRow(row), row.flag.flagKey)
}

/** A star to find a flag again by; it shows where the pointer is, and where it is set. */
export function StarButton({ session, row }: { session: PanelSession; row: FlagRow }) {
  const isStarred = useComputed(() => {
    void session.stars.version.value
    return session.stars.of(originOfRow(row)).has(row.flag.flagKey)
  }).value
  const word = isStarred ? FLAGS_TEXT.unstar : FLAGS_TEXT.star
  return (
    <button
      type="button"
      class="icon-button star"
      tabIndex={-1}
      title={`${word} (s)`}
      aria-label={`${FLAGS_TEXT.star} ${row.flag.flagKey}`}
      aria-pressed={isStarred}
      onClick={(event) => {
        event.stopPropagation()
        toggleStar(session, row)
      }}
    >
      <Star size={12} aria-hidden="true" />
    </button>
  )
}

function originOfRow({ document }: FlagRow): string {
  return originOf(document.page.value?.url ?? '')
}
