import { type InsightEntry, MAX_INSIGHT_AGE_MS } from '@halyard/protocol/wire'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UsageCount, UsageQuery } from '../insight-queries.ts'
import {
  type InsightsStore,
  type InsightsStoreOptions,
  MAX_TRACKING_NAMES_PER_HOUR,
} from '../insights-store.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Half past an hour. */
const NOW = 500_000 * HOUR + HOUR / 2
const HOUR_MS = NOW - HOUR / 2

/** An id of the form that clients draw. */
export function batchId(number: number): string {
  return `batch-${String(number).padStart(16, '0')}`
}

/** An exposure of the flag `checkout` to nobody in particular. */
export function exposure(variant: string, ageMs = 0): InsightEntry {
  return { type: 'exposure', flagKey: 'checkout', variant, ageMs }
}

/** What the counts of the flag `checkout` are in an hour. */
export function usageCount(variant: string, fromMs: number, exposures: number, evaluations = 0): UsageCount {
  return { fromMs, flagKey: 'checkout', variant, exposures, evaluations }
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

    const always = { sinceMs: 0, untilMs: 2 * NOW }
    const usage = (query: Partial<UsageQuery> = {}) => store.usage({ ...always, ...query })
    /** A batch with an id of its own. */
    const add = (entries: readonly InsightEntry[], nowMs = NOW) => {
      batches += 1
      return store.add({ id: batchId(batches), entries }, nowMs)
    }
    let batches = 1000

    it('counts exposures by hour, flag and variant', () => {
      add([exposure('off'), exposure('on', HOUR), exposure('off')])
      add([exposure('off')])
      expect(usage()).toEqual([usageCount('on', HOUR_MS - HOUR, 1), usageCount('off', HOUR_MS, 3)])
      expect(usage({ sinceMs: NOW })).toHaveLength(1)
      expect(usage({ untilMs: HOUR_MS })).toHaveLength(1)
      expect(usage({ maxRows: 1 })).toHaveLength(1)
    })

    it('counts evaluations beside them', () => {
      add([exposure('on')])
      store.addEvaluations([{ flagKey: 'checkout', variant: 'on', count: 3 }], NOW)
      store.addEvaluations([{ flagKey: 'banner', variant: 'a', count: 1 }], NOW - HOUR)
      store.addEvaluations([{ flagKey: 'checkout', variant: 'on', count: 2 }], NOW)
      expect(usage()).toEqual([
        { ...usageCount('a', HOUR_MS - HOUR, 0, 1), flagKey: 'banner' },
        usageCount('on', HOUR_MS, 1, 5),
      ])
      expect(usage({ flagKey: 'checkout' })).toEqual([usageCount('on', HOUR_MS, 1, 5)])
    })

    it('counts days together, and says since when it counts, and when a flag was last seen', () => {
      expect([store.countedSinceMs(), store.lastSeenMs('checkout')]).toEqual([null, null])
      const dayMs = Math.floor(NOW / DAY) * DAY
      const ages = [NOW - dayMs, NOW - dayMs + 1, NOW - dayMs + DAY]
      add(ages.map((ageMs) => exposure('on', ageMs)))
      expect(usage({ spanMs: DAY })).toEqual([usageCount('on', dayMs - DAY, 2), usageCount('on', dayMs, 1)])
      expect(store.countedSinceMs()).toBe(dayMs - DAY)
      expect([store.lastSeenMs('checkout'), store.lastSeenMs('banner')]).toEqual([dayMs, null])
    })

    it('keeps of somebody what the page sent along, and nothing else', () => {
      const context = { plan: 'team', seats: 5, isTrial: false }
      const order: InsightEntry = { type: 'tracking', name: 'order', value: 2.5, ageMs: 10 }
      add([exposure('on'), { ...exposure('off', HOUR), targetingKey: 'u1', context }])
      add([{ ...order, targetingKey: 'u2', attributes: { card: '4111' } }])
      const shown = { type: 'exposure', flagKey: 'checkout' }
      expect(store.records(always)).toEqual([
        { ...shown, variant: 'on', atMs: NOW },
        {
          ...shown,
          variant: 'off',
          atMs: NOW - HOUR,
          targetingKey: 'u1',
          context: { plan: 'team', seats: '5', isTrial: 'false' },
        },
        { type: 'tracking', name: 'order', value: 2.5, atMs: NOW - 10, targetingKey: 'u2' },
      ])
      expect(store.records({ sinceMs: NOW - HOUR, untilMs: NOW - 10 })).toHaveLength(1)
      expect(store.recordTotals(always)).toEqual({ exposures: 2, withTargetingKey: 1 })
      expect(store.recordTotals(always, 'banner')).toEqual({ exposures: 0, withTargetingKey: 0 })
    })

    it('tells who was shown what, page by page', () => {
      const shown = (targetingKey: string, variant: string, ageMs = 0) => ({
        ...exposure(variant, ageMs),
        targetingKey,
      })
      add([shown('u2', 'on', 5), shown('u1', 'on'), exposure('on'), shown('u2', 'off'), shown('u2', 'on', 2)])
      add([{ ...shown('u3', 'on'), flagKey: 'banner' } as InsightEntry])
      const query = { ...always, flagKey: 'checkout', limit: 1 }
      const row = { exposures: 1, firstAtMs: NOW, lastAtMs: NOW }
      expect(store.audience(query)).toEqual({
        rows: [{ targetingKey: 'u1', variant: 'on', ...row }],
        next: 'u1',
      })
      expect(store.audience({ ...query, after: 'u1' })).toEqual({
        rows: [
          { targetingKey: 'u2', variant: 'off', ...row },
          { targetingKey: 'u2', variant: 'on', exposures: 2, firstAtMs: NOW - 5, lastAtMs: NOW - 2 },
        ],
        next: null,
      })
      expect(store.audience({ ...query, sinceMs: NOW, limit: 9 }).rows).toHaveLength(2)
    })

    it('divides what was shown by an attribute, page by page', () => {
      const shown = (targetingKey: string, plan: string | number, variant = 'on') => ({
        ...exposure(variant),
        targetingKey,
        context: { plan },
      })
      add([shown('u1', 'team'), shown('u1', 'team'), shown('u2', 'team', 'off'), shown('u3', 'free')])
      add([exposure('on'), { ...shown('u1', ''), flagKey: 'banner' } as InsightEntry])
      const query = { ...always, attribute: 'plan', limit: 2 }
      const [banner, checkout] = ['banner', 'checkout']
      const first = [
        { value: '', flagKey: banner, variant: 'on', exposures: 1, targetingKeys: 1 },
        { value: 'free', flagKey: checkout, variant: 'on', exposures: 1, targetingKeys: 1 },
      ]
      expect(store.customers(query)).toEqual({ rows: first, next: 'free' })
      expect(store.customers({ ...query, after: 'free' })).toEqual({
        rows: [
          { value: 'team', flagKey: checkout, variant: 'off', exposures: 1, targetingKeys: 1 },
          { value: 'team', flagKey: checkout, variant: 'on', exposures: 2, targetingKeys: 1 },
        ],
        next: null,
      })
      expect(store.customers({ ...query, flagKey: banner })).toEqual({ rows: first.slice(0, 1), next: null })
      const people = store.customers({ ...query, attribute: 'targetingKey', flagKey: checkout, limit: 9 })
      expect(people.rows.map(({ value, exposures }) => [value, exposures])).toEqual([
        ['u1', 2],
        ['u2', 1],
        ['u3', 1],
      ])
      expect(store.customers({ ...query, attribute: 'nothing' }).rows).toEqual([])
      expect(store.customers({ ...query, attribute: 'constructor' }).rows).toEqual([])
    })

    it('keeps records for their time, and no more than so many', () => {
      store.close()
      store = open({ recordRetentionMs: 2 * HOUR, maxRecords: 3 })
      add([exposure('on'), exposure('off', 2 * HOUR)])
      expect(store.records(always)).toHaveLength(1)
      store.forget(NOW + 2 * HOUR)
      expect(store.records(always)).toEqual([])
      add([1, 2, 3, 4].map((ageMs) => exposure('on', ageMs)))
      expect(store.records(always).map(({ atMs }) => NOW - atMs)).toEqual([2, 3, 4])
      expect(usage().reduce((sum, { exposures }) => sum + exposures, 0)).toBe(6)
    })

    it('keeps no records where that is wanted', () => {
      store.close()
      store = open({ recordRetentionMs: 0 })
      add([exposure('on')])
      expect([store.records(always), usage().length]).toEqual([[], 1])
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
      expect(usage()).toMatchObject([{ exposures: 1 }])
      expect(store.records(always)).toHaveLength(1)
    })

    it('leaves out what is too old', () => {
      const entries = [exposure('on', MAX_INSIGHT_AGE_MS), exposure('off', MAX_INSIGHT_AGE_MS + 1)]
      store.add({ id: batchId(1), entries }, NOW)
      expect(usage()).toMatchObject([{ variant: 'on', exposures: 1 }])
    })

    it('forgets the counts of hours that are over for long enough', () => {
      store.close()
      store = open({ retentionMs: 2 * HOUR })
      store.add({ id: batchId(1), entries: [exposure('on')] }, NOW)
      store.add({ id: batchId(2), entries: [] }, NOW + 2 * HOUR)
      expect(usage()).toHaveLength(1)
      store.add({ id: batchId(3), entries: [exposure('on')] }, NOW + 3 * HOUR)
      expect(usage()).toMatchObject([{ fromMs: HOUR_MS + 3 * HOUR }])
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
