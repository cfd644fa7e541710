import { withoutControls } from '@halyard/server'
import type { Terminal } from './terminal.ts'

/** Longer cells are cut where the width is not known, so that one of them does not make the table unreadable. */
const MAX_CELL_LENGTH = 48
/** A column is not made narrower than this to fit. */
const MIN_COLUMN_WIDTH = 8
const GAP = '  '

/** What stands in a table: a text, or one that is painted. */
export type TableCell = string | { readonly text: string; readonly paint: (text: string) => string }

/**
 * Draws an aligned table, without a line break at the end. Where it is wider than the terminal, its widest columns are cut,
 * the first one last.
 *
 * @param width how many characters a line has. @default any number, and cells of 48
 * @example
 * formatTable(['flag', 'state'], [['checkout', 'enabled']], terminal.colors, terminal.width)
 * //   flag      state
 * //   checkout  enabled
 */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly TableCell[])[],
  colors: Terminal['colors'],
  width?: number,
): string {
  const widths = fit(naturalWidths(header, rows, width === undefined ? MAX_CELL_LENGTH : width), width)
  const draw = (row: readonly TableCell[]) =>
    row
      .reduce<string>((line, cell, column) => {
        const { text, paint } = typeof cell === 'string' ? { text: cell, paint: String } : cell
        const shown = cut(text, widths[column] ?? 0)
        return `${line}${GAP}${shown && paint(shown)}${' '.repeat((widths[column] ?? 0) - shown.length)}`
      }, '')
      .trimEnd()
  return [colors.dim(draw(header)), ...rows.map(draw)].join('\n')
}

/** How wide a table is where nothing of it is cut, in characters. */
export function tableWidth(header: readonly string[], rows: readonly (readonly TableCell[])[]): number {
  return totalOf(naturalWidths(header, rows, Number.POSITIVE_INFINITY))
}

function naturalWidths(
  header: readonly string[],
  rows: readonly (readonly TableCell[])[],
  max: number,
): readonly number[] {
  return header.map((name, column) =>
    rows.reduce((widest, row) => {
      const cell = row[column] ?? ''
      const { length } = withoutControls(typeof cell === 'string' ? cell : cell.text)
      return Math.max(widest, Math.min(length, max))
    }, name.length),
  )
}

/** Takes from the widest columns, a character at a time, until there is room; from the first, which names the row, last of all. */
function fit(widths: readonly number[], width = Number.POSITIVE_INFINITY): readonly number[] {
  const [first = 0, ...others] = widths
  let excess = totalOf(widths) - width
  for (; excess > 0 && Math.max(...others) > MIN_COLUMN_WIDTH; excess--) {
    const widest = Math.max(...others)
    others[others.lastIndexOf(widest)] = widest - 1
  }
  return [Math.max(Math.min(first, MIN_COLUMN_WIDTH), first - Math.max(0, excess)), ...others]
}

function totalOf(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + GAP.length + width, 0)
}

function cut(text: string, width: number): string {
  const visible = withoutControls(text)
  return visible.length > width ? `${visible.slice(0, width - 1)}…` : visible
}
