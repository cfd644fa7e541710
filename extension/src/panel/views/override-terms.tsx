import type { FlagRow } from '../model/list-rows.ts'
import { isOverridable, isOverridden, overrideSupport } from '../model/overridden.ts'
import type { OverrideIntent } from '../model/override-session.ts'
import { fieldText, type OverrideSpan } from '../model/override-span.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { OVERRIDE_TEXT, SPAN_TEXT } from '../text/override.ts'

/**
 * Where and until when: of the override that is in force, which is made anew with what is chosen; else of the next ones.
 * Absent where the client knows of neither.
 */
export function OverrideTermsFields({ session, row }: { session: PanelSession; row: FlagRow }) {
  const { scopes, canExpire } = overrideSupport(row.client)
  if (scopes.length < 2 && !canExpire) return null
  const { flag } = row
  const current = intentOf(session, row)

  function choose(next: OverrideIntent): void {
    if (isOverridden(flag) && flag.value !== undefined) session.override(row, flag.value, next)
    else session.intent.value = next
  }

  return (
    <fieldset class="terms" disabled={!isOverridable(row)}>
      {scopes.length > 1 && (
        <label>
          <span class="faint">{OVERRIDE_TEXT.where}</span>
          <select
            class="terms-field"
            value={current.scope}
            onChange={({ currentTarget }) =>
              choose({ ...current, scope: currentTarget.value === 'origin' ? 'origin' : 'tab' })
            }
          >
            <option value="tab">{OVERRIDE_TEXT.tab}</option>
            <option value="origin">{OVERRIDE_TEXT.origin}</option>
          </select>
        </label>
      )}
      {canExpire && <UntilField span={current.span} onChoose={(span) => choose({ ...current, span })} />}
    </fieldset>
  )
}

function UntilField({ span, onChoose }: { span: OverrideSpan; onChoose: (span: OverrideSpan) => void }) {
  return (
    <>
      <label>
        <span class="faint">{OVERRIDE_TEXT.until}</span>
        <select
          class="terms-field"
          value={typeof span === 'number' ? 'time' : span}
          onChange={({ currentTarget }) => {
            const chosen = SPAN_TEXT.find(([name]) => name === currentTarget.value)?.[0]
            if (chosen) onChoose(chosen === 'time' ? nextHour() : chosen)
          }}
        >
          {SPAN_TEXT.map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {typeof span === 'number' && (
        <input
          class="terms-field"
          type="datetime-local"
          aria-label={OVERRIDE_TEXT.untilTime}
          value={fieldText(span)}
          min={fieldText(Date.now())}
          onChange={({ currentTarget }) => {
            const instantMs = new Date(currentTarget.value).getTime()
            if (!Number.isNaN(instantMs)) onChoose(instantMs)
          }}
        />
      )}
    </>
  )
}

/** What a time of the reader's own begins with. */
function nextHour(): number {
  return Date.now() + 3_600_000
}

function intentOf(session: PanelSession, { flag }: FlagRow): OverrideIntent {
  if (!isOverridden(flag)) return session.intent.value
  return {
    scope: flag.override?.scope === 'origin' ? 'origin' : 'tab',
    span: flag.override?.expiresAtMs ?? 'reset',
  }
}
