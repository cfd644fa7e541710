/**
 * Writes an instant for a table, in UTC.
 *
 * @param atMs milliseconds since 1970; `null` for never.
 * @example formatInstant(0) // '1970-01-01 00:00:00'
 */
export function formatInstant(atMs: number | null): string {
  return atMs === null ? '' : new Date(atMs).toISOString().replace('T', ' ').slice(0, 19)
}
