/** How {@link backoffMs} grows. */
export interface BackoffLimits {
  /** The longest first wait, in milliseconds. Minimum: 1. */
  readonly firstMs: number
  /** The longest wait of all, in milliseconds. */
  readonly maxMs: number
}

/**
 * How long to wait before an attempt: anything between nothing and a limit that doubles with every attempt, so that
 * clients that lost a server together do not come back together.
 * Source: "full jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param attempt 1 for the first one after a success.
 * @param random gives numbers from 0 up to, not including, 1.
 * @example backoffMs(3, { firstMs: 1000, maxMs: 30_000 }, Math.random) // 0 to 4000
 */
export function backoffMs(attempt: number, { firstMs, maxMs }: BackoffLimits, random: () => number): number {
  return random() * Math.min(maxMs, firstMs * 2 ** (attempt - 1))
}
