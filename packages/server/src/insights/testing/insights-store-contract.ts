import { type InsightEntry, MAX_INSIGHT_AGE_MS } from '@halyard/protocol/wire'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type InsightsStore,
  type InsightsStoreOptions,
  MAX_TRACKING_NAMES_PER_HOUR,
} from '../insights-store.ts'

const HOUR = 3_600_000
/** Half past an hour. */
const NOW = 500_000 * HOUR + HOUR / 2
const HOUR_MS = NOW - HOUR / 2

/** An id of the form that clients draw. */
export function batchId(number: number): string {
  return `batch-${String(number).padStart(16, '0')}`
}

/** An exposure of the flag `checkout`. */
export function exposure(variant: string, ageMs = 0): InsightEntry {
  return { type: 'exposure', flagKey: 'checkout', variant, targetingKey: 'u1', ageMs }
}

/** The suite that every {@link InsightsStore} passes. */
export function describeInsightsStore(
  name: string,
  open: (options?: InsightsStoreOptions) => InsightsStore,
): void {
  describe(`${name} keeps the insights store contract`, () => {
    let store: InsightsStore
    beforeEach(() => {
      store = open()
    })
    afterEach(() => store.close())

    it('counts exposures by hour, flag and variant', () => {
      store.add({ id: batchId(1), entries: [exposure('off'), exposure('on', HOUR), exposure('off')] }, NOW)
      store.add({ id: batchId(2), entries: [exposure('off')] }, NOW)
      expect(store.exposureCounts(0)).toEqual([
        { hourMs: HOUR_MS - HOUR, flagKey: 'checkout', variant: 'on', count: 1 },
        { hourMs: HOUR_MS, flagKey: 'checkout', variant: 'off', count: 3 },
      ])
      expect(store.exposureCounts(NOW)).toHaveLength(1)
    })

    it('counts tracking events by hour and name, and adds up their numbers', () => {
      const order = { type: 'tracking', name: 'order', ageMs: 0 } as const
      store.add({ id: batchId(1), entries: [{ ...order, value: 2.5 }, order, { ...order, value: -1 }] }, NOW)
      store.add({ id: batchId(2), entries: [{ ...order, value: 10, ageMs: HOUR }] }, NOW)
      expect(store.trackingCounts(0)).toEqual([
        { hourMs: HOUR_MS - HOUR, name: 'order', count: 1, sum: 10 },
        { hourMs: HOUR_MS, name: 'order', count: 3, sum: 1.5 },
      ])
      expect(store.trackingCounts(NOW)).toHaveLength(1)
    })

    it('counts a batch once, for as long as clients may send it', () => {
      const batch = { id: batchId(1), entries: [exposure('on')] }
      expect(store.add(batch, NOW)).toBe(true)
      expect(store.add(batch, NOW)).toBe(false)
      store.add({ id: batchId(2), entries: [] }, NOW + MAX_INSIGHT_AGE_MS)
      expect(store.add(batch, NOW + MAX_INSIGHT_AGE_MS)).toBe(false)
      expect(store.exposureCounts(0)).toMatchObject([{ count: 1 }])
    })

    it('leaves out what is too old', () => {
      const entries = [exposure('on', MAX_INSIGHT_AGE_MS), exposure('off', MAX_INSIGHT_AGE_MS + 1)]
      store.add({ id: batchId(1), entries }, NOW)
      expect(store.exposureCounts(0)).toMatchObject([{ variant: 'on', count: 1 }])
    })

    it('forgets the counts of hours that are over for long enough', () => {
      store.close()
      store = open({ retentionMs: 2 * HOUR })
      store.add({ id: batchId(1), entries: [exposure('on')] }, NOW)
      store.add({ id: batchId(2), entries: [] }, NOW + 2 * HOUR)
      expect(store.exposureCounts(0)).toHaveLength(1)
      store.add({ id: batchId(3), entries: [exposure('on')] }, NOW + 3 * HOUR)
      expect(store.exposureCounts(0)).toMatchObject([{ hourMs: HOUR_MS + 3 * HOUR }])
    })

    it('counts so many names of tracking events in an hour, and no more', () => {
      const names = Array.from({ length: MAX_TRACKING_NAMES_PER_HOUR + 5 }, (_, index) => `name ${index}`)
      for (const round of [0, 1]) {
        const entries = names.map((name): InsightEntry => ({ type: 'tracking', name, ageMs: 0 }))
        store.add({ id: batchId(round), entries }, NOW)
      }
      const counts = store.trackingCounts(0)
      expect(counts).toHaveLength(MAX_TRACKING_NAMES_PER_HOUR)
      expect(counts.every(({ count }) => count === 2)).toBe(true)
      store.add({ id: batchId(2), entries: [{ type: 'tracking', name: 'late', ageMs: HOUR }] }, NOW)
      expect(store.trackingCounts(0)[0]).toMatchObject({ name: 'late' })
    })
  })
}
