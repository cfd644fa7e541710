const LONGEST_MS = 3_600_000

/**
 * Reads a `Retry-After` header: a number of seconds, an HTTP date, or a date-time of RFC 3339, which OFREP allows.
 * Source: RFC 9110, section 10.2.3; OFREP 0.3.0, the answer 429.
 *
 * @returns how long to wait, in milliseconds, one hour at most; `undefined` where there is no header or no sense in it.
 * @example retryAfterMs('120', Date.now()) // 120000
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  const delayMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs
  return Number.isNaN(delayMs) ? undefined : Math.min(Math.max(0, delayMs), LONGEST_MS)
}
