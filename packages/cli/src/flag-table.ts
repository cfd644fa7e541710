import type { Flag, FlagSet } from '@halyard/schema'
import { flagType } from './describe-changes.ts'
import { describeRelease } from './describe-release.ts'
import { isOverdue, readManagement } from './flag-management.ts'
import { formatTable, type TableCell, tableWidth } from './format-table.ts'
import type { Terminal } from './terminal.ts'

interface Column {
  readonly name: string
  readonly cellOf: (key: string, flag: Flag) => TableCell
  /** Whether it is there only where some flag has something in it, and it fits. */
  readonly isOptional?: true
}

/**
 * Draws the flags of a set as an aligned table, without a line break at the end. Owner, expected end of life and tags are columns
 * where some flag has them and the terminal has room for them.
 *
 * @param maxRows more flags than this are counted, not shown. @default all are shown
 * @example
 * formatFlagTable(flagSet, terminal)
 * //   flag      type     state    default  targeting  release
 * //   checkout  boolean  enabled  off      yes        on 10 %, off 90 %
 */
export function formatFlagTable({ flags }: FlagSet, terminal: Terminal, maxRows?: number): string {
  const { colors, width } = terminal
  const entries = Object.entries(flags)
  const shown = entries.slice(0, maxRows)
  const columns = chooseColumns(shown, columnsOf(terminal), width)
  const table = formatTable(...cellsOf(shown, columns), colors, width)
  const omitted = entries.length - shown.length
  return omitted > 0 ? `${table}\n${colors.dim(`  … and ${omitted} more`)}` : table
}

function columnsOf({ colors, nowMs }: Terminal): readonly Column[] {
  return [
    { name: 'flag', cellOf: (key) => key },
    { name: 'type', cellOf: (_, flag) => flagType(flag) },
    { name: 'state', cellOf: (_, flag) => stateCell(flag, colors) },
    { name: 'default', cellOf: (_, flag) => flag.defaultVariant || '(none)' },
    { name: 'targeting', cellOf: (_, flag) => (isTargeted(flag.targeting) ? 'yes' : '') },
    { name: 'release', cellOf: (_, flag) => describeRelease(flag) },
    { name: 'expires', cellOf: (_, flag) => expiryCell(flag, colors, nowMs()), isOptional: true },
    { name: 'owner', cellOf: (_, flag) => readManagement(flag).owner ?? '', isOptional: true },
    { name: 'tags', cellOf: (_, flag) => readManagement(flag).tags.join(', '), isOptional: true },
  ]
}

/** The optional ones are tried in their order; one that does not fit leaves room for the next. */
function chooseColumns(
  entries: readonly (readonly [key: string, flag: Flag])[],
  columns: readonly Column[],
  width = Number.POSITIVE_INFINITY,
): readonly Column[] {
  const chosen: Column[] = []
  for (const column of columns) {
    const isEmpty = entries.every(([key, flag]) => column.cellOf(key, flag) === '')
    const next = [...chosen, column]
    const isWanted = !column.isOptional || (!isEmpty && tableWidth(...cellsOf(entries, next)) <= width)
    if (isWanted) chosen.push(column)
  }
  return chosen
}

function cellsOf(
  entries: readonly (readonly [key: string, flag: Flag])[],
  columns: readonly Column[],
): [header: readonly string[], rows: readonly (readonly TableCell[])[]] {
  return [
    columns.map(({ name }) => name),
    entries.map(([key, flag]) => columns.map(({ cellOf }) => cellOf(key, flag))),
  ]
}

function stateCell(flag: Flag, { dim, red }: Terminal['colors']): TableCell {
  if (flag['x-archived']) return { text: 'archived', paint: dim }
  const text = flag.state.toLowerCase()
  return flag.state === 'DISABLED' ? { text, paint: red } : text
}

function expiryCell(flag: Flag, { yellow }: Terminal['colors'], nowMs: number): TableCell {
  const { expires = '' } = readManagement(flag)
  return isOverdue(flag, nowMs) ? { text: `${expires} overdue`, paint: yellow } : expires
}

function isTargeted(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && Object.keys(rule).length > 0
}
