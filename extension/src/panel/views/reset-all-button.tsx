import { Undo2 } from 'lucide-preact'
import type { PanelSession } from '../model/panel-session.ts'
import { OVERRIDE_TEXT } from '../text/override.ts'

/** Resets every flag that is overridden. */
export function ResetAllButton({ session }: { session: PanelSession }) {
  return (
    <button
      type="button"
      class="button-override"
      disabled={session.isReadOnly.value}
      onClick={session.resetAll}
    >
      <Undo2 size={12} aria-hidden="true" />
      {OVERRIDE_TEXT.resetAll} ({session.counts.value.overridden})
    </button>
  )
}
