import type { FlagValue } from '@halyard/schema'
import { useSignal } from '@preact/signals'
import { Eye } from 'lucide-preact'
import { useEffect, useMemo } from 'preact/hooks'
import { createEffectSession, type EffectSession } from '../model/effect-session.ts'
import type { FlagRow } from '../model/list-rows.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { FLAG_EFFECT_TEXT as TEXT } from '../text/flag-effect.ts'
import { EffectResult } from './effect-result.tsx'
import { Section } from './section.tsx'

/** Shows on the page what another value of the flag would change. Leaving the flag puts everything back. */
export function EffectSection({ row }: { row: FlagRow }) {
  // The view is keyed by the flag's address: another flag is another session.
  const session = useMemo(() => createEffectSession(row), [])
  useEffect(() => () => session.end(), [session])
  const state = session.state.value
  const isOffered = row.document.page.value?.methods?.includes('find-effect')
  return (
    <Section title={TEXT.title}>
      {!isOffered ? (
        <p class="faint">{TEXT.noMethods}</p>
      ) : state.status === 'running' ? (
        <Progress session={session} />
      ) : state.status === 'shown' ? (
        <EffectResult session={session} state={state} isRead={row.flag.observed} />
      ) : (
        <Question session={session} row={row} />
      )}
      {state.status === 'failed' && (
        <p class="error" role="alert">
          {clipText(state.message, 2_000)}
        </p>
      )}
    </Section>
  )
}

function Progress({ session }: { session: EffectSession }) {
  return (
    <div class="effect-progress">
      <progress aria-label={TEXT.title} />
      <p role="status">{TEXT.running}</p>
      <button type="button" class="button" onClick={session.end}>
        {TEXT.cancel}
      </button>
    </div>
  )
}

function Question({ session, row }: { session: EffectSession; row: FlagRow }) {
  const others = otherValues(row)
  const chosen = useSignal(0)
  const value = others[chosen.value]?.value ?? others[0]?.value
  if (value === undefined) return <p class="faint">{TEXT.noOther}</p>
  return (
    <div class="effect-question">
      <label>
        {TEXT.compareWith}{' '}
        <select
          class="mono"
          value={chosen.value}
          onChange={(event) => {
            chosen.value = Number(event.currentTarget.value)
          }}
        >
          {others.map((other, index) => (
            <option key={other.label} value={index}>
              {other.label}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="button"
        disabled={row.document.status.value === 'closed'}
        onClick={() => void session.find(value)}
      >
        <Eye size={12} aria-hidden="true" />
        {TEXT.start}
      </button>
    </div>
  )
}

/** The values that the flag could have instead of the one it has. */
function otherValues({ flag }: FlagRow): readonly { readonly label: string; readonly value: FlagValue }[] {
  const known: readonly (readonly [string, FlagValue])[] = flag.variants
    ? Object.entries(flag.variants)
    : flag.type === 'boolean'
      ? [
          ['true', true],
          ['false', false],
        ]
      : []
  const present = valueText(flag.value)
  return known
    .map(([variant, value]) => ({ variant, value, text: valueText(value, 60) }))
    .filter(({ value }) => valueText(value) !== present)
    .map(({ variant, value, text }) => ({
      value,
      label: variant === text ? text : `${clipText(variant, 40)}: ${text}`,
    }))
}
