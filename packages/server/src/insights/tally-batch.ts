import { type InsightBatch, MAX_INSIGHT_AGE_MS } from '@halyard/protocol/wire'
import type { ExposureCount, TrackingCount } from './insights-store.ts'

const HOUR_MS = 3_600_000

/** How long the id of a counted batch is remembered: longer than a client may send it, whatever its clock says. */
export const BATCH_MEMORY_MS = 2 * MAX_INSIGHT_AGE_MS

/** What a batch adds to the counts. */
export interface BatchTally {
  readonly exposures: readonly ExposureCount[]
  readonly tracking: readonly TrackingCount[]
}

/**
 * Turns the entries of a batch into counts of hours, one for each entry.
 *
 * @param nowMs when the batch arrived, in milliseconds since 1970.
 */
export function tallyBatch({ entries }: InsightBatch, nowMs: number): BatchTally {
  const exposures: ExposureCount[] = []
  const tracking: TrackingCount[] = []
  for (const entry of entries) {
    if (entry.ageMs > MAX_INSIGHT_AGE_MS) continue
    const hourMs = hourOf(nowMs - entry.ageMs)
    if (entry.type === 'exposure') {
      exposures.push({ hourMs, flagKey: entry.flagKey, variant: entry.variant, count: 1 })
    } else tracking.push({ hourMs, name: entry.name, count: 1, sum: entry.value ?? 0 })
  }
  return { exposures, tracking }
}

/** When the hour of an instant began; both in milliseconds since 1970. */
export function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS) * HOUR_MS
}
