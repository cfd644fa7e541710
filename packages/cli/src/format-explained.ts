import { type ExplainedFlag, withoutControls } from '@halyard/server'
import { formatTable } from './format-table.ts'
import { formatUtc } from './format-utc.ts'
import type { Terminal } from './terminal.ts'

/**
 * Draws what flags are for somebody as an aligned table, without a line break at the end.
 *
 * @example
 * formatExplained(flags, terminal.colors)
 * //   flag      value  variant  reason           for    until (UTC)
 * //   checkout  true   on       TARGETING_MATCH  pages
 */
export function formatExplained(flags: readonly ExplainedFlag[], colors: Terminal['colors']): string {
  const rows = flags.map((flag) => [
    flag.key,
    flag.variant === null ? '(fallback)' : JSON.stringify(flag.value),
    flag.variant ?? '',
    flag.errorCode ?? flag.reason,
    flag.visibility === 'client' ? 'pages' : 'servers',
    formatUtc(flag.nextChangeAtMs),
  ])
  return formatTable(['flag', 'value', 'variant', 'reason', 'for', 'until (UTC)'], rows, colors)
}

/** Says why a flag is what it is, one line for each part of its rule that counted. */
export function describeExplained(
  { key, sentences, omittedNodes }: ExplainedFlag,
  colors: Terminal['colors'],
): string {
  const more = omittedNodes > 0 ? [`  … and ${omittedNodes} more parts of the rule`] : []
  const lines = [...sentences.map((sentence) => `  ${withoutControls(sentence)}`), ...more]
  return [colors.bold(withoutControls(key)), ...lines].join('\n')
}
