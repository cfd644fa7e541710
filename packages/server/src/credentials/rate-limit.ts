import { LRUCache } from 'lru-cache'

/** Bounds how often something may happen. */
export interface RateLimit {
  /**
   * Counts one.
   *
   * @param name what is bounded, each on its own. @param nowMs milliseconds since 1970.
   * @returns 0 where it may happen, else after how many whole seconds the next one may.
   */
  take(name: string, nowMs: number): number
}

/**
 * Creates a limit that fills up again evenly: the token bucket. Beyond so many names it forgets those that were asked about
 * longest ago, which begin anew then.
 *
 * @param options.burst how many may happen at once. Minimum: 1. @param options.perSecond how many more each second.
 * @param options.maxNames how many names are remembered. Minimum: 1. @default 10000
 */
export function createRateLimit({
  burst,
  perSecond,
  maxNames = 10_000,
}: {
  readonly burst: number
  readonly perSecond: number
  readonly maxNames?: number
}): RateLimit {
  const buckets = new LRUCache<string, { left: number; atMs: number }>({ max: maxNames })
  return {
    take(name, nowMs) {
      const bucket = buckets.get(name) ?? { left: burst, atMs: nowMs }
      buckets.set(name, bucket)
      const passed = Math.max(0, nowMs - bucket.atMs) / 1000
      bucket.left = Math.min(burst, bucket.left + passed * perSecond)
      bucket.atMs = nowMs
      if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perSecond)
      bucket.left -= 1
      return 0
    },
  }
}
