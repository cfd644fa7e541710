import type { FlagSet } from '@halyard/schema'
import { flagType } from './describe-changes.ts'
import { describeRelease } from './describe-release.ts'
import { formatTable } from './format-table.ts'
import type { Terminal } from './terminal.ts'

/** More flags than this are counted, not shown. */
const MAX_ROWS = 50

/**
 * Draws the flags of a set as an aligned table, without a line break at the end.
 *
 * @example
 * formatFlagTable(flagSet, terminal.colors)
 * //   flag      type     state    default  targeting  release
 * //   checkout  boolean  enabled  off      yes        on 10 %, off 90 %
 */
export function formatFlagTable({ flags }: FlagSet, colors: Terminal['colors']): string {
  const entries = Object.entries(flags)
  const rows = entries
    .slice(0, MAX_ROWS)
    .map(([key, flag]) => [
      key,
      flagType(flag),
      flag.state.toLowerCase(),
      flag.defaultVariant || '(none)',
      isTargeted(flag.targeting) ? 'yes' : '',
      describeRelease(flag),
    ])
  const table = formatTable(['flag', 'type', 'state', 'default', 'targeting', 'release'], rows, colors)
  const omitted = entries.length - rows.length
  return omitted > 0 ? `${table}\n${colors.dim(`  … and ${omitted} more`)}` : table
}

function isTargeted(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && Object.keys(rule).length > 0
}
