import type { FlagOutcome } from '@halyard/devtools'
import { isSameValue } from './same-value.ts'
import { clipText, valueText } from './value-text.ts'

/** The longest text of a value that is kept after the value is another one. */
const MAX_KEPT_TEXT = 2_000

/** An outcome as it is remembered: a page's values may be large, and many. */
export interface OutcomeText {
  /** As in code, and cut short where it is long; `null` where the page had only its fallback. */
  readonly value: string | null
  readonly variant: string | null
  readonly reason: string
}

/** Writes an outcome down. */
export function outcomeText({ value, variant, reason }: FlagOutcome): OutcomeText {
  return {
    value: value === undefined ? null : valueText(value, MAX_KEPT_TEXT),
    variant: variant === undefined ? null : clipText(variant, MAX_KEPT_TEXT),
    reason: clipText(reason, MAX_KEPT_TEXT),
  }
}

/** Whether value and variant are the same, whatever the reason. */
export function isSameOutcome(a: FlagOutcome, b: FlagOutcome): boolean {
  return a.variant === b.variant && isSameValue(a.value, b.value)
}
