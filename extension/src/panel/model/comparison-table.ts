import { code, row } from './bug-report.ts'
import type { ComparedFlag, Difference } from './compare-outcomes.ts'
import type { FlagOutcome } from './page-snapshot.ts'
import { valueText } from './value-text.ts'

/** Writes a comparison as a table in Markdown. */
export function comparisonTable(
  flags: readonly ComparedFlag[],
  columns: readonly string[],
  words: { readonly [Kind in Difference]: string },
): string {
  const rows = flags.map(({ flagKey, here, there, difference }) =>
    row([code(flagKey), side(here), side(there), words[difference]]),
  )
  return [row(columns), row(columns.map(() => '---')), ...rows, ''].join('\n')
}

function side(outcome: FlagOutcome | undefined): string {
  if (!outcome) return ''
  const { value, variant, reason } = outcome
  return [valueText(value), variant ?? '', reason]
    .map((part) => code(part))
    .filter(Boolean)
    .join(' ')
}
