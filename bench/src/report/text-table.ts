/**
 * Rows as aligned text, in Markdown's form as well: the first column to the left, all others to the right.
 *
 * @param rows the first one is the head.
 */
export function textTable(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  const [first = '', ...others] = rows.map((row) => line(row.map(pad)))
  return [first, line(rule), ...others].join('\n')
}
