import { stringify } from 'csv-stringify/sync'

/** The type of what {@link encodeCsv} makes. Source: RFC 4180 */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present'

/** Rows with a title over each column. */
export interface CsvTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/**
 * Writes a table as CSV. Text that a spreadsheet would take for a formula gets an apostrophe before it: pages choose
 * what is in it, and whoever opens the file did not.
 *
 * @example encodeCsv({ columns: ['plan', 'exposures'], rows: [['team', 7]] }) // 'plan,exposures\r\nteam,7\r\n'
 */
export function encodeCsv({ columns, rows }: CsvTable): string {
  return stringify([[...columns], ...rows.map((row) => [...row])], {
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}
