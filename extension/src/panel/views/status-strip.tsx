import { MessageSquareDot } from 'lucide-preact'
import { MAX_FLAGS } from '../model/client-model.ts'
import type { PanelModel } from '../model/panel-model.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText } from '../model/value-text.ts'
import { OVERRIDE_TEXT, termsText } from '../text/override.ts'
import { PANEL_TEXT } from '../text/panel.ts'
import { OverrideMark } from './override-mark.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { ResetAllButton } from './reset-all-button.tsx'

/** One line above the list: how many flags there are, and, as a banner, that some of them are overridden. */
export function StatusStrip({ model, session }: PanelViewProps) {
  const { all, read, overridden, leftOut } = session.counts.value
  const isOverriding = overridden > 0
  return (
    <div class={isOverriding ? 'strip strip-overriding' : 'strip'}>
      <p role="status">
        {isOverriding ? (
          <>
            <OverrideMark />
            <strong>{PANEL_TEXT.overridden(overridden)}</strong>
            <span class="strip-more">{termsText(session.counts.value)}</span>
          </>
        ) : (
          <span>{PANEL_TEXT.flagCount(all, read)}</span>
        )}
        <Skipped session={session} />
        {leftOut > 0 && <span class="warn">{PANEL_TEXT.leftOut(leftOut, MAX_FLAGS)}</span>}
      </p>
      <MarkerSwitch model={model} />
      {isOverriding ? <ResetAllButton session={session} /> : <ClientState session={session} />}
    </div>
  )
}

function MarkerSwitch({ model }: { model: PanelModel }) {
  const isShown = model.isMarkerShown.value
  if (isShown === null) return null
  return (
    <button
      type="button"
      class="icon-button strip-marker"
      aria-pressed={isShown}
      aria-label={OVERRIDE_TEXT.markerSwitch}
      title={OVERRIDE_TEXT.markerHint}
      onClick={() => model.showMarker(!isShown)}
    >
      <MessageSquareDot size={14} aria-hidden="true" />
    </button>
  )
}

/** The panel shows what is so, and not all that happened on the way. */
function Skipped({ session }: { session: PanelSession }) {
  const skipped = session.documents.value.reduce((sum, document) => sum + document.skipped.value, 0)
  if (skipped === 0) return null
  return (
    <span class="warn" title={PANEL_TEXT.skippedHint}>
      {PANEL_TEXT.skipped(skipped)}
    </span>
  )
}

function ClientState({ session }: { session: PanelSession }) {
  const [only, another] = session.clients.value
  if (!only) return null
  if (another) return <span class="faint">{PANEL_TEXT.clients(session.clients.value.length)}</span>
  const { sdk, state, revision } = only.client.description.value
  return (
    <span class="faint strip-client">
      {[sdk, state, revision !== undefined && PANEL_TEXT.revision(revision)]
        .filter((part) => part !== false)
        .map((part) => clipText(part, 60))
        .join(' · ')}
    </span>
  )
}
