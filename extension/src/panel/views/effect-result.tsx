import type { EffectEntry } from '@halyard/devtools'
import { Check, ChevronDown, ChevronUp } from 'lucide-preact'
import type { EffectSession, EffectState } from '../model/effect-session.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { EFFECT_KINDS, effectNotes, nothingBecause, FLAG_EFFECT_TEXT as TEXT } from '../text/flag-effect.ts'

const SIGNS: { readonly [Kind in EffectEntry['kind']]: string } = {
  appeared: '+',
  vanished: '−',
  changed: '~',
}

/** What was found, as a list that leads through the page. Up and down move through it. */
export function EffectResult(props: {
  session: EffectSession
  state: Extract<EffectState, { status: 'shown' }>
  isRead: boolean
}) {
  const { session, state, isRead } = props
  const { entries } = state.effect
  const last = entries.length - 1

  function press(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const index = Math.min(Math.max(state.entryIndex + step, 0), last)
    session.showEntry(index)
    const list = event.currentTarget as HTMLElement
    list.querySelectorAll<HTMLElement>('button')[index]?.focus()
  }

  return (
    <div class="effect-result">
      <div class="effect-bar">
        <Sides session={session} state={state} />
        {entries.length > 1 && <Steps session={session} index={state.entryIndex} last={last} />}
        <button type="button" class="button" title={TEXT.doneHint} onClick={session.end}>
          <Check size={12} aria-hidden="true" />
          {TEXT.done}
        </button>
      </div>
      <p role="status" class="effect-counts">
        {entries.length === 0 ? `${TEXT.nothing} ${nothingBecause(isRead)}` : countKinds(entries)}
      </p>
      {entries.length > 0 && (
        <ol class="effect-list" aria-label={TEXT.list} onKeyDown={press}>
          {entries.map((entry, index) => (
            <li key={entry.id}>
              <Entry
                entry={entry}
                isShown={index === state.entryIndex}
                onShow={() => session.showEntry(index)}
              />
            </li>
          ))}
        </ol>
      )}
      {effectNotes(state.effect).map((note) => (
        <p key={note} class="faint">
          {note}
        </p>
      ))}
    </div>
  )
}

function Sides({
  session,
  state,
}: {
  session: EffectSession
  state: Extract<EffectState, { status: 'shown' }>
}) {
  return (
    <fieldset class="effect-sides">
      <legend class="visually-hidden">{TEXT.sides}</legend>
      {(['before', 'after'] as const).map((side) => (
        <label key={side}>
          <input
            type="radio"
            name="effect-side"
            class="visually-hidden"
            checked={state.side === side}
            onChange={() => session.showSide(side)}
          />
          <span class="mono">{side === 'after' ? valueText(state.value, 24) : 'as it is'}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Steps({ session, index, last }: { session: EffectSession; index: number; last: number }) {
  return (
    <span class="effect-steps">
      <button
        type="button"
        class="icon-button"
        aria-label={TEXT.previous}
        disabled={index <= 0}
        onClick={() => session.showEntry(index - 1)}
      >
        <ChevronUp size={14} aria-hidden="true" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={TEXT.next}
        disabled={index >= last}
        onClick={() => session.showEntry(index + 1)}
      >
        <ChevronDown size={14} aria-hidden="true" />
      </button>
    </span>
  )
}

function Entry({ entry, isShown, onShow }: { entry: EffectEntry; isShown: boolean; onShow: () => void }) {
  return (
    <button type="button" class="effect-entry" aria-current={isShown} onClick={onShow}>
      <span class={`effect-sign effect-${entry.kind}`} aria-hidden="true">
        {SIGNS[entry.kind]}
      </span>
      <span class="visually-hidden">{EFFECT_KINDS[entry.kind]}: </span>
      <span class="mono">{clipText(entry.selector, 100)}</span>
      {entry.text !== '' && <span class="effect-text">{clipText(entry.text, 100)}</span>}
      {entry.details.map((detail) => (
        <span key={detail} class="effect-change">
          {clipText(detail, 300)}
        </span>
      ))}
    </button>
  )
}

function countKinds(entries: readonly EffectEntry[]): string {
  return (Object.keys(EFFECT_KINDS) as EffectEntry['kind'][])
    .map((kind) => [entries.filter((entry) => entry.kind === kind).length, EFFECT_KINDS[kind]] as const)
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => `${amount} ${word}`)
    .join(' · ')
}
