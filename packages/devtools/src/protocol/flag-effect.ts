import { isJsonObject } from '@halyard/schema'

/** What another value of a flag changes on a page. */
export interface FlagEffect {
  /** In the order of the document. */
  readonly entries: readonly EffectEntry[]
  /** How many entries were left out because there are more than {@link MAX_EFFECT_ENTRIES}. */
  readonly leftOut: number
  /** How many elements did nothing but move, or take another size, because of it. */
  readonly moved: number
  /** How many differences were left out because those elements change by themselves, such as a clock. */
  readonly restless: number
  /** Whether the page came to rest: where it did not, what comes late is missing. */
  readonly isSettled: boolean
  /** Whether the whole document was looked at: a very large one is not. */
  readonly isWhole: boolean
}

/** One element that another value brings, takes away or changes. */
export interface EffectEntry {
  /** Names the entry for as long as its effect is shown. */
  readonly id: number
  readonly kind: 'appeared' | 'vanished' | 'changed'
  /** The element as a selector says it: `button.primary`. */
  readonly selector: string
  /** The beginning of what it says to a reader; may be empty. */
  readonly text: string
  /** What changed, in a few words each: `text: “Pay” → “Pay now”`. */
  readonly details: readonly string[]
}

/** The most entries of one effect. */
export const MAX_EFFECT_ENTRIES = 200

/** Which of the two values the page shows: the one it had, or the other one. */
export type EffectSide = 'before' | 'after'

/** Whether something claims rightly to be a {@link FlagEffect}. */
export function isFlagEffect(value: unknown): value is FlagEffect {
  return (
    isJsonObject(value) &&
    Array.isArray(value.entries) &&
    value.entries.length <= MAX_EFFECT_ENTRIES &&
    value.entries.every(isEffectEntry) &&
    [value.leftOut, value.moved, value.restless].every(Number.isSafeInteger) &&
    typeof value.isSettled === 'boolean' &&
    typeof value.isWhole === 'boolean'
  )
}

function isEffectEntry(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    Number.isSafeInteger(value.id) &&
    (value.kind === 'appeared' || value.kind === 'vanished' || value.kind === 'changed') &&
    typeof value.selector === 'string' &&
    typeof value.text === 'string' &&
    Array.isArray(value.details) &&
    value.details.every((detail) => typeof detail === 'string')
  )
}
