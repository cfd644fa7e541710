import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../sqlite-store.ts'
import { writeCountsWithoutEnvironment, writeFirstFormat } from '../testing/old-database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openSqliteInsights } from './sqlite-insights.ts'
import { batchId, describeInsightsStore, exposure, usageCount } from './testing/insights-store-contract.ts'

describeInsightsStore('SQLite', (options) => openSqliteInsights({ path: ':memory:', ...options }))

const path = async () => join(await temporaryFolder(), 'halyard.db')
const count = (variant: string) => usageCount(variant, 0, 1)
const always = { sinceMs: 0, untilMs: 1e13 }

it('keeps counts and batches in the file of the flags, over a restart', async () => {
  const file = await path()
  const store = openSqliteStore({ path: file })
  onTestFinished(() => store.close())
  const batch = { id: batchId(1), entries: [exposure('on')] }
  const before = openSqliteInsights({ path: file })
  before.add(batch, 1)
  before.close()
  const after = openSqliteInsights({ path: file })
  onTestFinished(() => after.close())
  expect(after.add(batch, 2)).toBe(false)
  expect(after.usage(always)).toEqual([count('on')])
  expect(store.replaceFlagSet({ flags: {} }, { author: 'ada', nowMs: 3 })).toBeNull()
})

it('counts with other processes into one file', async () => {
  const file = await path()
  const [here, there] = [openSqliteInsights({ path: file }), openSqliteInsights({ path: file })]
  onTestFinished(() => void [here.close(), there.close()])
  const batch = { id: batchId(1), entries: [exposure('on')] }
  expect([here.add(batch, 1), there.add(batch, 1)]).toEqual([true, false])
  there.add({ id: batchId(2), entries: [exposure('off')] }, 1)
  expect(here.usage(always)).toEqual([count('off'), count('on')])
})

it('counts nothing of a batch that cannot be kept, and takes it later', async () => {
  const file = await path()
  const insights = openSqliteInsights({ path: file })
  const other = new DatabaseSync(file)
  onTestFinished(() => void [insights.close(), other.close()])
  const batch = { id: batchId(1), entries: [exposure('on')] }
  other.exec('ALTER TABLE usage_counts RENAME TO elsewhere')
  expect(() => insights.add(batch, 1)).toThrow('usage_counts')
  other.exec('ALTER TABLE elsewhere RENAME TO usage_counts')
  expect(insights.add(batch, 1)).toBe(true)
  expect(insights.usage(always)).toEqual([count('on')])
})

it('brings a file of the first version up to this one', async () => {
  const file = await path()
  writeFirstFormat(file)
  const insights = openSqliteInsights({ path: file })
  insights.add({ id: batchId(1), entries: [exposure('on')] }, 1)
  insights.close()
  const newer = openSqliteStore({ path: file })
  onTestFinished(() => newer.close())
  expect(newer.current()).toMatchObject({ revision: 'line.2', flagSet: { metadata: { team: 'web' } } })
})

it('tells environments in one file apart', async () => {
  const file = await path()
  const open = (environment: string) => {
    const insights = openSqliteInsights({ path: file, environment })
    onTestFinished(() => insights.close())
    return insights
  }
  const [production, staging] = [open('production'), open('staging')]
  const order = { type: 'tracking', name: 'order', ageMs: 0 } as const
  const shown = { ...exposure('on'), targetingKey: 'u1', context: { plan: 'team' } }
  production.add({ id: batchId(1), entries: [shown, order] }, 1)
  expect(production.usage(always)).toEqual([count('on')])
  const query = { ...always, flagKey: 'checkout', limit: 9 }
  for (const attribute of ['plan', 'targetingKey']) {
    expect(production.customers({ ...query, attribute }).rows).toHaveLength(1)
    expect(staging.customers({ ...query, attribute }).rows).toEqual([])
  }
  expect(production.audience(query).rows).toHaveLength(1)
  expect([staging.usage(always), staging.usage({ ...always, flagKey: 'checkout' })]).toEqual([[], []])
  expect([staging.records(always), staging.audience(query).rows, staging.trackingCounts(0)]).toEqual([
    [],
    [],
    [],
  ])
  expect([staging.countedSinceMs(), staging.lastSeenMs('checkout')]).toEqual([null, null])
  expect(staging.recordTotals(always)).toEqual({ exposures: 0, withTargetingKey: 0 })
})

it.each([
  [['staging'], 'staging'],
  [['production', 'staging'], 'production'],
  [[], 'production'],
])('gives the counts of an older file with the environments %j to %s', async (environments, counted) => {
  const file = await path()
  writeCountsWithoutEnvironment(file, environments)
  const insights = openSqliteInsights({ path: file, environment: counted })
  onTestFinished(() => insights.close())
  expect(insights.usage(always)).toEqual([usageCount('on', 3_600_000, 7)])
  expect(insights.trackingCounts(0)).toEqual([{ hourMs: 3_600_000, name: 'order', count: 2, sum: 2.5 }])
  expect(insights.add({ id: batchId(1), entries: [exposure('on')] }, 3_600_000)).toBe(false)
  expect(insights.add({ id: batchId(2), entries: [exposure('on')] }, 3_600_000)).toBe(true)
  expect(insights.usage(always)).toEqual([usageCount('on', 3_600_000, 8)])
  const other = openSqliteInsights({ path: file, environment: 'development' })
  onTestFinished(() => other.close())
  expect(other.usage(always)).toEqual([])
})
