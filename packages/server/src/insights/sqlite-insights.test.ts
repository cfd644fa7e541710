import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../sqlite-store.ts'
import { writeFirstFormat } from '../testing/old-database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openSqliteInsights } from './sqlite-insights.ts'
import { batchId, describeInsightsStore, exposure } from './testing/insights-store-contract.ts'

describeInsightsStore('SQLite', (options) => openSqliteInsights({ path: ':memory:', ...options }))

const path = async () => join(await temporaryFolder(), 'halyard.db')
const count = (variant: string) => ({ hourMs: 0, flagKey: 'checkout', variant, count: 1 })

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
  expect(after.exposureCounts(0)).toEqual([count('on')])
  expect(store.replaceFlagSet({ flags: {} }, { author: 'ada', nowMs: 3 })).toBeNull()
})

it('counts with other processes into one file', async () => {
  const file = await path()
  const [here, there] = [openSqliteInsights({ path: file }), openSqliteInsights({ path: file })]
  onTestFinished(() => void [here.close(), there.close()])
  const batch = { id: batchId(1), entries: [exposure('on')] }
  expect([here.add(batch, 1), there.add(batch, 1)]).toEqual([true, false])
  there.add({ id: batchId(2), entries: [exposure('off')] }, 1)
  expect(here.exposureCounts(0)).toEqual([count('off'), count('on')])
})

it('counts nothing of a batch that cannot be kept, and takes it later', async () => {
  const file = await path()
  const insights = openSqliteInsights({ path: file })
  const other = new DatabaseSync(file)
  onTestFinished(() => void [insights.close(), other.close()])
  const batch = { id: batchId(1), entries: [exposure('on')] }
  other.exec('ALTER TABLE exposure_counts RENAME TO elsewhere')
  expect(() => insights.add(batch, 1)).toThrow('exposure_counts')
  other.exec('ALTER TABLE elsewhere RENAME TO exposure_counts')
  expect(insights.add(batch, 1)).toBe(true)
  expect(insights.exposureCounts(0)).toEqual([count('on')])
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
