/**
 * Writes the time of day, to the millisecond, in the reader's own time zone.
 *
 * @param atMs in milliseconds since 1970. @example clockText(Date.now()) // '09:05:00.250'
 */
export function clockText(atMs: number): string {
  const date = new Date(atMs)
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => padded(part, 2))
  return `${parts.join(':')}.${padded(date.getMilliseconds(), 3)}`
}

/**
 * Writes a length of time in few characters.
 *
 * @param ms Minimum: 0. @example durationText(61_000) // '1 min 1 s'
 */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  const seconds = ms / 1_000
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0')
}
