import { type FlagValue, flagValueType } from '@halyard/schema'
import type { FlagRow } from '../model/list-rows.ts'
import { isFixed, isOverridable, overrideSupport } from '../model/overridden.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { DETAIL_TEXT } from '../text/detail.ts'
import { OVERRIDE_TEXT } from '../text/override.ts'
import { isSwitch } from './flag-switch.tsx'
import { OverrideTermsFields } from './override-terms.tsx'
import { ValueForm } from './value-form.tsx'

/** Everything that a person can set a flag to: its variants, true or false, or a value of their own. */
export function OverrideEditor({ session, row }: { session: PanelSession; row: FlagRow }) {
  const { flag } = row
  const choices: [string | null, unknown][] = isSwitch(flag)
    ? [true, false].map((value) => [variantOf(row, value), value])
    : Object.entries(flag.variants ?? {})
  return (
    <div class="override-editor">
      <Restriction row={row} />
      {choices.length > 0 && (
        <fieldset class="choices" disabled={!isOverridable(row)}>
          <legend class="visually-hidden">{DETAIL_TEXT.choose}</legend>
          {choices.map(([variant, value]) => (
            <Choice
              key={variant ?? String(value)}
              session={session}
              row={row}
              variant={variant}
              value={value}
            />
          ))}
        </fieldset>
      )}
      {!isSwitch(flag) && <ValueForm session={session} row={row} hasChoices={choices.length > 0} />}
      <OverrideTermsFields session={session} row={row} />
    </div>
  )
}

/** Why nothing can be overridden here, or why it will not last. */
function Restriction({ row }: { row: FlagRow }) {
  const { refusal, isKept } = overrideSupport(row.client)
  if (refusal !== undefined) return <p class="warn">{clipText(refusal, 400)}</p>
  if (isFixed(row.flag)) return <p class="warn">{OVERRIDE_TEXT.fixed}</p>
  return isKept ? null : <p class="warn">{OVERRIDE_TEXT.notKept}</p>
}

function Choice(props: { session: PanelSession; row: FlagRow; variant: string | null; value: unknown }) {
  const { session, row, variant, value } = props
  const text = valueText(value)
  const isServed = valueText((row.flag.original ?? row.flag).value) === text
  return (
    <label class="choice">
      <input
        type="radio"
        name="override-choice"
        checked={valueText(row.flag.value) === text}
        onChange={() => {
          if (flagValueType(value)) session.override(row, value as FlagValue)
        }}
      />
      <span class="mono choice-value">{text}</span>
      {variant !== null && variant !== text && <span class="choice-variant">{clipText(variant, 80)}</span>}
      {isServed && <span class="faint">served</span>}
    </label>
  )
}

function variantOf({ flag }: FlagRow, value: boolean): string | null {
  return Object.entries(flag.variants ?? {}).find(([, candidate]) => candidate === value)?.[0] ?? null
}
