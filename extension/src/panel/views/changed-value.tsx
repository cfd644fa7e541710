import { ArrowRight } from 'lucide-preact'
import type { OutcomeText } from '../model/outcome-text.ts'
import { clipText, MAX_ROW_TEXT } from '../model/value-text.ts'
import { ACTIVITY_TEXT } from '../text/flag-activity.ts'

/** Two values with an arrow between them. */
export function ChangedValue({ before, after }: { before: OutcomeText; after: OutcomeText | null }) {
  return (
    <span class="changed-value">
      <ShortOutcome outcome={before} />
      <ArrowRight size={11} role="img" aria-label="to" />
      {after ? <ShortOutcome outcome={after} /> : <em class="faint">{ACTIVITY_TEXT.gone}</em>}
    </span>
  )
}

/** A value with its variant, on one line. */
export function ShortOutcome({ outcome }: { outcome: OutcomeText }) {
  const { value, variant } = outcome
  return (
    <span class="short-outcome">
      {value === null ? (
        <em class="faint">{ACTIVITY_TEXT.fallback}</em>
      ) : (
        <span class="mono">{clipText(value, MAX_ROW_TEXT)}</span>
      )}
      {variant !== null && JSON.stringify(variant) !== value && (
        <span class="faint"> {clipText(variant, 80)}</span>
      )}
    </span>
  )
}
