import type { FlagRow } from '../panel/model/list-rows.ts'
import { isOverridden } from '../panel/model/overridden.ts'
import type { PanelSession } from '../panel/model/panel-session.ts'
import { clipText, valueText } from '../panel/model/value-text.ts'
import { OVERRIDE_TEXT, overriddenText, POPUP_TEXT, resetLabel } from '../panel/text/override.ts'
import { OverrideMark } from '../panel/views/override-mark.tsx'
import { OverrideNotice } from '../panel/views/override-notice.tsx'
import { OverrideTermsLabel } from '../panel/views/override-terms-label.tsx'
import type { PanelViewProps } from '../panel/views/panel-view-props.ts'
import { ResetAllButton } from '../panel/views/reset-all-button.tsx'
import { KeptOverrides } from './kept-overrides.tsx'

/** The most flags that are drawn; the panel shows all. */
const MAX_DRAWN = 200

/** What is overridden in a tab, and the way back. */
export function PopupView({ model, session }: PanelViewProps) {
  const rows = overriddenRows(session)
  const isReachable = model.documents.value.length > 0
  return (
    <div class="panel popup">
      <header class={rows.length > 0 ? 'popup-header strip-overriding' : 'popup-header'}>
        <h1>
          {rows.length > 0 && <OverrideMark />}
          {rows.length > 0
            ? overriddenText(rows.length)
            : isReachable
              ? POPUP_TEXT.nothing
              : POPUP_TEXT.unreachable}
        </h1>
        {rows.length > 0 && <ResetAllButton session={session} />}
      </header>
      {rows.length > 0 && (
        <ul class="popup-flags">
          {rows.slice(0, MAX_DRAWN).map((row) => (
            <OverriddenFlag
              key={`${row.document.connectionId} ${row.client.clientId} ${row.flag.flagKey}`}
              row={row}
              session={session}
            />
          ))}
        </ul>
      )}
      {model.documents.value.map((document) => (
        <KeptOverrides key={document.connectionId} document={document} />
      ))}
      <p class="faint popup-hint">{POPUP_TEXT.hint}</p>
      <OverrideNotice session={session} />
    </div>
  )
}

function OverriddenFlag({ row, session }: { row: FlagRow; session: PanelSession }) {
  const { flag } = row
  const flagKey = clipText(flag.flagKey, 200)
  return (
    <li class="popup-flag">
      <span class="mono cell-text" title={flagKey}>
        {flagKey}
      </span>
      <span class="mono cell-text">{valueText(flag.value)}</span>
      <OverrideTermsLabel flag={flag} />
      <button
        type="button"
        class="button-override"
        aria-label={resetLabel(flagKey)}
        disabled={row.document.status.value === 'closed'}
        onClick={() => session.reset(row)}
      >
        {OVERRIDE_TEXT.reset}
      </button>
    </li>
  )
}

function overriddenRows(session: PanelSession): FlagRow[] {
  return session.rows.value.filter((row): row is FlagRow => row.kind === 'flag' && isOverridden(row.flag))
}
