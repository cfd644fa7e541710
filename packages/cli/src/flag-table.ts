import type { FlagSet } from '@halyard/schema'
import { withoutControls } from '@halyard/server'
import { flagType } from './describe-changes.ts'
import type { Terminal } from './terminal.ts'

/** More flags than this are counted, not shown. */
const MAX_ROWS = 50
/** Longer keys are cut, so that one of them does not push the table off the screen. */
const MAX_CELL_LENGTH = 48

/**
 * Draws the flags of a set as an aligned table, without a line break at the end.
 *
 * @example
 * formatFlagTable(flagSet, terminal.colors)
 * //   flag      type     state    default  targeting
 * //   checkout  boolean  enabled  off      yes
 */
export function formatFlagTable({ flags }: FlagSet, colors: Terminal['colors']): string {
  const entries = Object.entries(flags)
  const rows = entries
    .slice(0, MAX_ROWS)
    .map(([key, flag]) =>
      [
        key,
        flagType(flag),
        flag.state.toLowerCase(),
        flag.defaultVariant || '(none)',
        isTargeted(flag.targeting) ? 'yes' : '',
      ].map(cut),
    )
  const header = ['flag', 'type', 'state', 'default', 'targeting']
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const draw = (row: readonly string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()
  const omitted = entries.length - rows.length
  return [
    colors.dim(draw(header)),
    ...rows.map(draw),
    ...(omitted > 0 ? [colors.dim(`  … and ${omitted} more`)] : []),
  ].join('\n')
}

function cut(text: string): string {
  const visible = withoutControls(text)
  return visible.length > MAX_CELL_LENGTH ? `${visible.slice(0, MAX_CELL_LENGTH - 1)}…` : visible
}

function isTargeted(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && Object.keys(rule).length > 0
}
