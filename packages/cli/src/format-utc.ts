/**
 * Writes an instant for people, in UTC, to the second, or to the minute or day.
 *
 * @param atMs milliseconds since 1970; `null` for never.
 * @example formatUtc(0) // '1970-01-01 00:00:00'
 */
export function formatUtc(atMs: number | null, precision: 'day' | 'minute' | 'second' = 'second'): string {
  if (atMs === null) return ''
  const length = { day: 10, minute: 16, second: 19 }[precision]
  return new Date(atMs).toISOString().replace('T', ' ').slice(0, length)
}
