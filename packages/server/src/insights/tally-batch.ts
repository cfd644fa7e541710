import { type InsightBatch, type InsightEntry, MAX_INSIGHT_AGE_MS } from '@halyard/protocol/wire'
import type { ExposureRecord, InsightRecord } from './insight-record.ts'
import type { TrackingCount } from './insights-store.ts'

export const HOUR_MS = 3_600_000

/** How long the id of a counted batch is remembered: longer than a client may send it, whatever its clock says. */
export const BATCH_MEMORY_MS = 2 * MAX_INSIGHT_AGE_MS

/** What a batch adds to the counts, and to the records. */
export interface BatchTally {
  readonly exposures: readonly (Pick<ExposureRecord, 'flagKey' | 'variant'> & { readonly hourMs: number })[]
  readonly tracking: readonly TrackingCount[]
  /** Those that are kept. */
  readonly records: readonly InsightRecord[]
}

/**
 * Turns the entries of a batch into counts of hours, one for each entry, and into records.
 *
 * @param nowMs when the batch arrived, in milliseconds since 1970.
 * @param recordRetentionMs how long records are kept.
 */
export function tallyBatch({ entries }: InsightBatch, nowMs: number, recordRetentionMs: number): BatchTally {
  const records = entries
    .filter(({ ageMs }) => ageMs <= MAX_INSIGHT_AGE_MS)
    .map((entry) => toRecord(entry, Math.floor(nowMs - entry.ageMs)))
  const exposures = records
    .filter((record) => record.type === 'exposure')
    .map(({ atMs, flagKey, variant }) => ({ hourMs: hourOf(atMs), flagKey, variant }))
  const tracking = records
    .filter((record) => record.type === 'tracking')
    .map(({ atMs, name, value = 0 }) => ({ hourMs: hourOf(atMs), name, count: 1, sum: value }))
  return { exposures, tracking, records: records.filter(({ atMs }) => nowMs - atMs < recordRetentionMs) }
}

/** When the hour of an instant began; both in milliseconds since 1970. */
export function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS) * HOUR_MS
}

function toRecord(entry: InsightEntry, atMs: number): InsightRecord {
  const { targetingKey, context } = entry
  const attributes = Object.entries(context ?? {}).map(([name, value]) => [name, String(value)])
  const subject = {
    atMs,
    ...(targetingKey !== undefined && { targetingKey }),
    ...(attributes.length > 0 && { context: Object.fromEntries(attributes) }),
  }
  if (entry.type === 'exposure') {
    return { type: entry.type, flagKey: entry.flagKey, variant: entry.variant, ...subject }
  }
  const { value } = entry
  return { type: entry.type, name: entry.name, ...(value !== undefined && { value }), ...subject }
}
