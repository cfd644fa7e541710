import {
  DEFAULT_RETENTION_MS,
  type ExposureCount,
  type InsightsStore,
  type InsightsStoreOptions,
  MAX_TRACKING_NAMES_PER_HOUR,
  type TrackingCount,
} from './insights-store.ts'
import { BATCH_MEMORY_MS, hourOf, tallyBatch } from './tally-batch.ts'

/** How many batches are remembered at most, however young they are. */
const MAX_BATCHES = 100_000

/** The counts of one hour, by what is counted. */
interface Hour {
  readonly exposures: Map<string, ExposureCount>
  readonly tracking: Map<string, TrackingCount>
}

/**
 * Creates an insights store in memory; its counts end with it. It remembers the last 100,000 batches.
 *
 * @example
 * const insights = createMemoryInsights()
 * const service = createFlagService({ store, insights })
 */
export function createMemoryInsights({
  retentionMs = DEFAULT_RETENTION_MS,
}: InsightsStoreOptions = {}): InsightsStore {
  const batches = new Map<string, number>()
  const hours = new Map<number, Hour>()

  function hourAt(hourMs: number): Hour {
    let hour = hours.get(hourMs)
    if (!hour) {
      hour = { exposures: new Map(), tracking: new Map() }
      hours.set(hourMs, hour)
    }
    return hour
  }

  function forget(nowMs: number): void {
    for (const [id, addedAtMs] of batches) {
      if (nowMs - addedAtMs <= BATCH_MEMORY_MS && batches.size < MAX_BATCHES) break
      batches.delete(id)
    }
    for (const hourMs of hours.keys()) {
      if (hourMs < hourOf(nowMs - retentionMs)) hours.delete(hourMs)
    }
  }

  function since<Count extends { readonly hourMs: number }>(
    sinceMs: number,
    countsOf: (hour: Hour) => Map<string, Count>,
  ): Count[] {
    return [...hours]
      .filter(([hourMs]) => hourMs >= hourOf(sinceMs))
      .sort(([a], [b]) => a - b)
      .flatMap(([, hour]) => [...countsOf(hour).values()])
  }

  return {
    add(batch, nowMs) {
      if (batches.has(batch.id)) return false
      forget(nowMs)
      batches.set(batch.id, nowMs)
      const { exposures, tracking } = tallyBatch(batch, nowMs)
      for (const exposure of exposures) {
        const counts = hourAt(exposure.hourMs).exposures
        const key = JSON.stringify([exposure.flagKey, exposure.variant])
        counts.set(key, { ...exposure, count: (counts.get(key)?.count ?? 0) + 1 })
      }
      for (const event of tracking) {
        const counts = hourAt(event.hourMs).tracking
        const before = counts.get(event.name)
        if (!before && counts.size >= MAX_TRACKING_NAMES_PER_HOUR) continue
        counts.set(event.name, {
          ...event,
          count: (before?.count ?? 0) + 1,
          sum: (before?.sum ?? 0) + event.sum,
        })
      }
      return true
    },
    exposureCounts: (sinceMs) => since(sinceMs, ({ exposures }) => exposures),
    trackingCounts: (sinceMs) => since(sinceMs, ({ tracking }) => tracking),
    close: () => undefined,
  }
}
