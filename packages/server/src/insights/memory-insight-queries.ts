import {
  type AudienceRow,
  type CustomersRow,
  type InsightPeriod,
  takePage,
  type UsageCount,
} from './insight-queries.ts'
import type { ExposureRecord, InsightRecord } from './insight-record.ts'
import type { InsightsStore } from './insights-store.ts'
import type { Hour } from './memory-insights.ts'
import { HOUR_MS, hourOf } from './tally-batch.ts'

type Queries = Omit<InsightsStore, 'add' | 'addEvaluations' | 'forget' | 'close'>

/** What insights in memory are asked. */
export function createMemoryInsightQueries(
  hours: ReadonlyMap<number, Hour>,
  records: readonly InsightRecord[],
): Queries {
  const hoursFrom = (sinceMs: number) =>
    [...hours].filter(([hourMs]) => hourMs >= hourOf(sinceMs)).sort(([a], [b]) => a - b)
  const exposuresIn = (period: InsightPeriod, flagKey?: string): readonly ExposureRecord[] =>
    records
      .filter((record) => record.type === 'exposure')
      .filter((record) => isIn(record, period) && (flagKey === undefined || record.flagKey === flagKey))
  const usageBySpan = (spanMs: number, counts: readonly UsageCount[]) =>
    counts.map((count) => ({ ...count, fromMs: Math.floor(count.fromMs / spanMs) * spanMs }))

  return {
    usage({ sinceMs, untilMs, flagKey, spanMs = HOUR_MS, maxRows = Number.POSITIVE_INFINITY }) {
      const counts = hoursFrom(sinceMs)
        .filter(([hourMs]) => hourMs < untilMs)
        .flatMap(([, { usage }]) => [...usage.values()])
        .filter((count) => flagKey === undefined || count.flagKey === flagKey)
      return grouped(usageBySpan(spanMs, counts), ({ fromMs, flagKey: key, variant }) => [
        fromMs,
        key,
        variant,
      ])
        .map((same) => ({
          ...same[0],
          exposures: same.reduce((sum, { exposures }) => sum + exposures, 0),
          evaluations: same.reduce((sum, { evaluations }) => sum + evaluations, 0),
        }))
        .slice(0, maxRows)
    },
    trackingCounts: (sinceMs) => hoursFrom(sinceMs).flatMap(([, { tracking }]) => [...tracking.values()]),
    countedSinceMs: () => hoursFrom(0).find(([, { usage }]) => usage.size > 0)?.[0] ?? null,
    lastSeenMs: (flagKey) =>
      hoursFrom(0).findLast(([, { usage }]) =>
        [...usage.values()].some((count) => count.flagKey === flagKey),
      )?.[0] ?? null,
    records: (period) => records.filter((record) => isIn(record, period)),
    recordTotals(period, flagKey) {
      const exposures = exposuresIn(period, flagKey)
      const withTargetingKey = exposures.filter(({ targetingKey }) => targetingKey !== undefined).length
      return { exposures: exposures.length, withTargetingKey }
    },
    audience({ flagKey, after = '', limit, ...period }) {
      const told = exposuresIn(period, flagKey).flatMap((record) =>
        record.targetingKey !== undefined && record.targetingKey > after
          ? [{ ...record, targetingKey: record.targetingKey }]
          : [],
      )
      const rows = grouped(told, ({ targetingKey, variant }) => [targetingKey, variant]).map(
        (same): AudienceRow => ({
          targetingKey: same[0].targetingKey,
          variant: same[0].variant,
          exposures: same.length,
          firstAtMs: same.reduce((first, { atMs }) => Math.min(first, atMs), same[0].atMs),
          lastAtMs: same.reduce((last, { atMs }) => Math.max(last, atMs), 0),
        }),
      )
      return takePage(rows, limit, ({ targetingKey }) => targetingKey)
    },
    customers({ attribute, flagKey, after, limit, ...period }) {
      const valued = exposuresIn(period, flagKey).flatMap((record) => {
        const { targetingKey, context = {} } = record
        const told = Object.hasOwn(context, attribute) ? context[attribute] : undefined
        const value = attribute === 'targetingKey' ? targetingKey : told
        return value !== undefined && (after === undefined || value > after) ? [{ ...record, value }] : []
      })
      const rows = grouped(valued, (record) => [record.value, record.flagKey, record.variant]).map(
        (same): CustomersRow => ({
          value: same[0].value,
          flagKey: same[0].flagKey,
          variant: same[0].variant,
          exposures: same.length,
          targetingKeys: new Set(same.flatMap(({ targetingKey }) => targetingKey ?? [])).size,
        }),
      )
      return takePage(rows, limit, ({ value }) => value)
    },
  }
}

function isIn({ atMs }: InsightRecord, { sinceMs, untilMs }: InsightPeriod): boolean {
  return atMs >= sinceMs && atMs < untilMs
}

/** Puts together what has the same parts, sorted by them. */
function grouped<Item>(
  items: readonly Item[],
  partsOf: (item: Item) => readonly (string | number)[],
): readonly (readonly [Item, ...Item[]])[] {
  const groups = new Map<string, [Item, ...Item[]]>()
  for (const item of items) {
    const key = JSON.stringify(partsOf(item))
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()].sort(([a], [b]) => compareParts(partsOf(a), partsOf(b)))
}

function compareParts(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const place = a.findIndex((part, index) => part !== b[index])
  const [one, other] = [a[place] ?? 0, b[place] ?? 0]
  return one < other ? -1 : Number(one > other)
}
