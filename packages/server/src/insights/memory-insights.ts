import type { UsageCount } from './insight-queries.ts'
import type { InsightRecord } from './insight-record.ts'
import {
  DEFAULT_RECORD_RETENTION_MS,
  DEFAULT_RETENTION_MS,
  type InsightsStore,
  type InsightsStoreOptions,
  MAX_TRACKING_NAMES_PER_HOUR,
  type TrackingCount,
} from './insights-store.ts'
import { createMemoryInsightQueries } from './memory-insight-queries.ts'
import { BATCH_MEMORY_MS, hourOf, tallyBatch } from './tally-batch.ts'

/** How many batches are remembered at most, however young they are. */
const MAX_BATCHES = 100_000

/** The counts of one hour, by what is counted. */
export interface Hour {
  readonly usage: Map<string, UsageCount>
  readonly tracking: Map<string, TrackingCount>
}

/**
 * Creates an insights store in memory; its counts end with it. It remembers the last 100,000 batches.
 *
 * @example
 * const insights = createMemoryInsights()
 * const service = createFlagService({ store, insights })
 */
export function createMemoryInsights(options: InsightsStoreOptions = {}): InsightsStore {
  const { retentionMs = DEFAULT_RETENTION_MS, maxRecords = 100_000 } = options
  const { recordRetentionMs = DEFAULT_RECORD_RETENTION_MS } = options
  const batches = new Map<string, number>()
  const hours = new Map<number, Hour>()
  const records: InsightRecord[] = []

  function hourAt(hourMs: number): Hour {
    let hour = hours.get(hourMs)
    if (!hour) {
      hour = { usage: new Map(), tracking: new Map() }
      hours.set(hourMs, hour)
    }
    return hour
  }

  function count(
    hourMs: number,
    { flagKey, variant }: Pick<UsageCount, 'flagKey' | 'variant'>,
    exposures: number,
    evaluations: number,
  ): void {
    const { usage } = hourAt(hourMs)
    const key = JSON.stringify([flagKey, variant])
    const before = usage.get(key) ?? { exposures: 0, evaluations: 0 }
    usage.set(key, {
      fromMs: hourMs,
      flagKey,
      variant,
      exposures: before.exposures + exposures,
      evaluations: before.evaluations + evaluations,
    })
  }

  function forget(nowMs: number): void {
    for (const [id, addedAtMs] of batches) {
      if (nowMs - addedAtMs <= BATCH_MEMORY_MS && batches.size < MAX_BATCHES) break
      batches.delete(id)
    }
    for (const hourMs of hours.keys()) {
      if (hourMs < hourOf(nowMs - retentionMs)) hours.delete(hourMs)
    }
    const kept = records.filter(({ atMs }) => nowMs - atMs < recordRetentionMs).slice(-maxRecords)
    if (kept.length < records.length) records.splice(0, records.length, ...kept)
  }

  return {
    add(batch, nowMs) {
      if (batches.has(batch.id)) return false
      batches.set(batch.id, nowMs)
      const tally = tallyBatch(batch, nowMs, recordRetentionMs)
      for (const exposure of tally.exposures) count(exposure.hourMs, exposure, 1, 0)
      for (const event of tally.tracking) {
        const counts = hourAt(event.hourMs).tracking
        const before = counts.get(event.name)
        if (!before && counts.size >= MAX_TRACKING_NAMES_PER_HOUR) continue
        counts.set(event.name, {
          ...event,
          count: (before?.count ?? 0) + 1,
          sum: (before?.sum ?? 0) + event.sum,
        })
      }
      records.push(...tally.records)
      forget(nowMs)
      return true
    },
    addEvaluations(counts, nowMs) {
      for (const evaluated of counts) count(hourOf(nowMs), evaluated, 0, evaluated.count)
    },
    ...createMemoryInsightQueries(hours, records),
    forget,
    close: () => undefined,
  }
}
