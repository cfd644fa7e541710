import { Undo2 } from 'lucide-preact'
import type { PanelSession } from '../model/panel-session.ts'
import { valueText } from '../model/value-text.ts'
import { CONTEXT_TEXT } from '../text/context.ts'
import { OverrideMark } from './override-mark.tsx'

/** Says on every tab that the page is evaluated for somebody whom a person chose. */
export function ContextBanner({ session }: { session: PanelSession }) {
  const [first] = session.context.overridden.value
  if (!first) return null
  const { context, contextOverride } = first.client.description.value
  const { targetingKey } = context
  return (
    <div class="strip strip-overriding">
      <p role="status">
        <OverrideMark />
        <strong>{CONTEXT_TEXT.yours}</strong>
        {typeof targetingKey === 'string' && (
          <span class="mono context-banner-key">{valueText(targetingKey, 60)}</span>
        )}
        <span class="strip-more">
          {contextOverride?.scope === 'page' ? CONTEXT_TEXT.yoursOnPage : CONTEXT_TEXT.yoursInTab}
        </span>
      </p>
      <button
        type="button"
        class="button-override"
        disabled={session.isReadOnly.value}
        onClick={() => void session.context.reset()}
      >
        <Undo2 size={12} aria-hidden="true" />
        {CONTEXT_TEXT.resetBanner}
      </button>
    </div>
  )
}
