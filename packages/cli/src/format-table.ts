import { withoutControls } from '@halyard/server'
import type { Terminal } from './terminal.ts'

/** Longer cells are cut, so that one of them does not push the table off the screen. */
const MAX_CELL_LENGTH = 48

/**
 * Draws an aligned table, without a line break at the end.
 *
 * @example
 * formatTable(['flag', 'state'], [['checkout', 'enabled']], terminal.colors)
 * //   flag      state
 * //   checkout  enabled
 */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  colors: Terminal['colors'],
): string {
  const visible = rows.map((row) => row.map(cut))
  const widths = header.map((name, column) =>
    Math.max(name.length, ...visible.map((row) => row[column]?.length ?? 0)),
  )
  const draw = (row: readonly string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()
  return [colors.dim(draw(header)), ...visible.map(draw)].join('\n')
}

function cut(text: string): string {
  const visible = withoutControls(text)
  return visible.length > MAX_CELL_LENGTH ? `${visible.slice(0, MAX_CELL_LENGTH - 1)}…` : visible
}
