/**
 * Writes an instant for people, in UTC and to the second.
 *
 * @param ms milliseconds since 1970.
 * @example formatInstant(1_796_112_000_000) // '2026-12-01 08:00:00'
 */
export function formatInstant(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').slice(0, 19)
}
