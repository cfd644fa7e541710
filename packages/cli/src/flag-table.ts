import type { Flag, FlagSet } from '@halyard/schema'
import { flagType } from './describe-changes.ts'
import { describeRelease } from './describe-release.ts'
import { isOverdue, readManagement } from './flag-management.ts'
import { formatTable, type TableCell, tableWidth } from './format-table.ts'
import type { Terminal } from './terminal.ts'

interface Column {
  readonly name: string
  readonly cellOf: (key: string, flag: Flag) => TableCell
  /** The lower, the sooner it gets room where there is not enough for all. @default there is always room */
  readonly rank?: number
  /** Whether it is there only where some flag has something in it. @default false */
  readonly isNeverEmpty?: true
}

/**
 * Draws the flags of a set as an aligned table, without a line break at the end. Besides what everybody has to know, there are as many
 * columns as the terminal has room for.
 *
 * @param maxRows more flags than this are counted, not shown. @default all are shown
 * @example
 * formatFlagTable(flagSet, terminal)
 * //   flag      type     state    default  targeting  release
 * //   checkout  boolean  enabled  off      yes        on 10 %, off 90 %
 */
export function formatFlagTable(
  { flags }: FlagSet,
  terminal: Pick<Terminal, 'colors' | 'width' | 'nowMs'>,
  maxRows?: number,
): string {
  const { colors, width } = terminal
  const entries = Object.entries(flags)
  const shown = entries.slice(0, maxRows)
  const columns = chooseColumns(shown, columnsOf(terminal), width)
  const table = formatTable(...cellsOf(shown, columns), colors, width)
  const omitted = entries.length - shown.length
  return omitted > 0 ? `${table}\n${colors.dim(`  … and ${omitted} more`)}` : table
}

function columnsOf({ colors, nowMs }: Pick<Terminal, 'colors' | 'nowMs'>): readonly Column[] {
  const isNeverEmpty = true
  return [
    { name: 'flag', cellOf: (key) => key },
    { name: 'type', cellOf: (_, flag) => flagType(flag), rank: 1 },
    { name: 'state', cellOf: (_, flag) => stateCell(flag, colors, nowMs()) },
    { name: 'default', cellOf: (_, flag) => flag.defaultVariant || '(none)' },
    { name: 'targeting', cellOf: (_, flag) => (isTargeted(flag.targeting) ? 'yes' : ''), rank: 2 },
    { name: 'release', cellOf: (_, flag) => describeRelease(flag) },
    { name: 'expires', cellOf: (_, flag) => readManagement(flag).expires ?? '', rank: 3, isNeverEmpty },
    { name: 'owner', cellOf: (_, flag) => readManagement(flag).owner ?? '', rank: 4, isNeverEmpty },
    { name: 'tags', cellOf: (_, flag) => readManagement(flag).tags.join(', '), rank: 5, isNeverEmpty },
  ]
}

/** In the order of their ranks; one that does not fit leaves its room to the next. */
function chooseColumns(
  entries: readonly (readonly [key: string, flag: Flag])[],
  columns: readonly Column[],
  width = Number.POSITIVE_INFINITY,
): readonly Column[] {
  const isEmpty = ({ cellOf }: Column) => entries.every(([key, flag]) => cellOf(key, flag) === '')
  const chosen = new Set(columns.filter(({ rank }) => rank === undefined))
  for (const column of columns.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))) {
    if (column.isNeverEmpty && isEmpty(column)) continue
    const next = columns.filter((other) => other === column || chosen.has(other))
    if (tableWidth(...cellsOf(entries, next)) <= width) chosen.add(column)
  }
  return columns.filter((column) => chosen.has(column))
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

function stateCell(flag: Flag, { dim, red, yellow }: Terminal['colors'], nowMs: number): TableCell {
  if (flag['x-archived']) return { text: 'archived', paint: dim }
  const state = flag.state.toLowerCase()
  if (isOverdue(flag, nowMs)) return { text: `${state}, overdue`, paint: yellow }
  return flag.state === 'DISABLED' ? { text: state, paint: red } : state
}

function isTargeted(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && Object.keys(rule).length > 0
}
