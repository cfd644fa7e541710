import type { InsightBatch } from '@halyard/protocol/wire'

/** How often a variant was shown within an hour: once for everybody who saw it and for each of their sessions. */
export interface ExposureCount {
  /** When the hour began, in milliseconds since 1970. */
  readonly hourMs: number
  readonly flagKey: string
  readonly variant: string
  readonly count: number
}

/** How often a tracking event happened within an hour. */
export interface TrackingCount {
  /** When the hour began, in milliseconds since 1970. */
  readonly hourMs: number
  readonly name: string
  readonly count: number
  /** The sum of the numbers that came with it. */
  readonly sum: number
}

/** How many different tracking events are counted in an hour: pages name them as they like, and anybody may ask. */
export const MAX_TRACKING_NAMES_PER_HOUR = 1000

/**
 * Counts what pages tell, by the hour. No targeting key is kept.
 *
 * Every implementation keeps these promises, and runs the suite in `testing/insights-store-contract.ts`:
 * - A batch is counted as a whole and once, however often it is added, as long as clients may send it again.
 * - An entry counts in the hour in which it happened, by the age that it came with; one that is older than
 *   `MAX_INSIGHT_AGE_MS` is left out.
 * - Of the tracking events of an hour, the first {@link MAX_TRACKING_NAMES_PER_HOUR} names are counted.
 */
export interface InsightsStore {
  /**
   * Counts a batch.
   *
   * @param nowMs in milliseconds since 1970.
   * @returns `false` when the batch was counted before.
   * @throws Error when it cannot be kept; nothing is counted then.
   */
  add(batch: InsightBatch, nowMs: number): boolean
  /** The exposures since an instant, in milliseconds since 1970; hour by hour, oldest first. */
  exposureCounts(sinceMs: number): readonly ExposureCount[]
  /** The tracking events since an instant, in milliseconds since 1970; hour by hour, oldest first. */
  trackingCounts(sinceMs: number): readonly TrackingCount[]
  /** Lets go of files. */
  close(): void
}

/** How long an insights store remembers. */
export interface InsightsStoreOptions {
  /** How long counts are kept, in milliseconds. Minimum: 1. @default 34560000000 (400 days) */
  readonly retentionMs?: number
}

export const DEFAULT_RETENTION_MS = 400 * 86_400_000
