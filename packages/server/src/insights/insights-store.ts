import type { InsightBatch } from '@halyard/protocol/wire'
import type {
  AudienceQuery,
  AudienceRow,
  CustomersQuery,
  CustomersRow,
  InsightPage,
  InsightPeriod,
  RecordTotals,
  UsageCount,
  UsageQuery,
} from './insight-queries.ts'
import type { InsightRecord } from './insight-record.ts'

/** How often a tracking event happened within an hour. */
export interface TrackingCount {
  /** When the hour began, in milliseconds since 1970. */
  readonly hourMs: number
  readonly name: string
  readonly count: number
  /** The sum of the numbers that came with it. */
  readonly sum: number
}

/** How often the service evaluated a flag to a variant. */
export interface EvaluationCount {
  readonly flagKey: string
  readonly variant: string
  readonly count: number
}

/** How many different tracking events are counted in an hour: pages name them as they like, and anybody may ask. */
export const MAX_TRACKING_NAMES_PER_HOUR = 1000

/**
 * Counts what the pages of one environment tell, by the hour, and keeps every exposure and tracking event by itself for a
 * shorter time.
 *
 * Every implementation keeps these promises, and runs the suite in `testing/insights-store-contract.ts`:
 * - A batch is counted as a whole and once, however often it is added, as long as clients may send it again.
 * - An entry counts in the hour in which it happened, by the age that it came with; one that is older than
 *   `MAX_INSIGHT_AGE_MS` is left out.
 * - Of the tracking events of an hour, the first {@link MAX_TRACKING_NAMES_PER_HOUR} names are counted.
 * - Counts say nothing about a person. Records hold of the targeting key and the context what the page sent along.
 */
export interface InsightsStore {
  /**
   * Counts a batch, and keeps its entries.
   *
   * @param nowMs in milliseconds since 1970.
   * @returns `false` when the batch was counted before.
   * @throws Error when it cannot be kept; nothing is counted then.
   */
  add(batch: InsightBatch, nowMs: number): boolean
  /**
   * Counts what the service evaluated.
   *
   * @param nowMs in milliseconds since 1970.
   * @throws Error when it cannot be kept; nothing is counted then.
   */
  addEvaluations(counts: readonly EvaluationCount[], nowMs: number): void
  /** The counts of a period, oldest first, then by flag and variant. An hour that the period only touches belongs to it. */
  usage(query: UsageQuery): readonly UsageCount[]
  /** The tracking events since an instant, in milliseconds since 1970; hour by hour, oldest first. */
  trackingCounts(sinceMs: number): readonly TrackingCount[]
  /** When the first hour began of which there are counts of flags, in milliseconds since 1970. */
  countedSinceMs(): number | null
  /** When the last hour began in which a flag was shown or evaluated, in milliseconds since 1970. */
  lastSeenMs(flagKey: string): number | null
  /** The records of a period, in the order in which they came. */
  records(period: InsightPeriod): readonly InsightRecord[]
  /** @param flagKey only what there is of this flag. */
  recordTotals(period: InsightPeriod, flagKey?: string): RecordTotals
  /** Who was shown what, by targeting key and variant. */
  audience(query: AudienceQuery): InsightPage<AudienceRow>
  /** What those who have an attribute were shown, by its value, flag and variant. */
  customers(query: CustomersQuery): InsightPage<CustomersRow>
  /** Forgets what was kept for long enough; adding does that, too, once an hour. @param nowMs in milliseconds since 1970. */
  forget(nowMs: number): void
  /** Lets go of files. */
  close(): void
}

/** How long an insights store remembers. */
export interface InsightsStoreOptions {
  /** How long counts are kept, in milliseconds. Minimum: 1. @default 34560000000 (400 days) */
  readonly retentionMs?: number
  /** How long single exposures and tracking events are kept, in milliseconds; 0 keeps none. @default 2592000000 (30 days) */
  readonly recordRetentionMs?: number
  /** How many of them are kept at most; the oldest go first. Minimum: 1. @default 1000000, in memory 100000 */
  readonly maxRecords?: number
}

const DAY_MS = 86_400_000

export const DEFAULT_RETENTION_MS = 400 * DAY_MS
export const DEFAULT_RECORD_RETENTION_MS = 30 * DAY_MS
