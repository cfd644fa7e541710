import { deleteDB } from 'idb'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClock } from '../testing/fake-clock.ts'
import { indexedDbTables } from './indexeddb-tables.ts'
import type { InsightTables } from './insight-tables.ts'
import { describeInsightTables } from './testing/insight-tables-contract.ts'

const databaseName = 'halyard-exposures-test'
const opened: InsightTables[] = []

function create(): InsightTables {
  const tables = indexedDbTables(databaseName, createFakeClock())
  opened.push(tables)
  return tables
}

afterEach(async () => {
  for (const tables of opened.splice(0)) tables.close()
  await deleteDB(databaseName)
})

describe('indexedDbTables', () => {
  describeInsightTables(create)

  it('keeps for the next page what a step has written, and nothing of one that fails', async () => {
    await create().transact(async (step) => step.put('shown', 'kept', true))
    const failing = create().transact(async (step) => {
      step.put('shown', 'undone', true)
      await step.get('shown', 'undone')
      throw new Error('thrown in the step')
    })
    await expect(failing).rejects.toThrow('thrown in the step')
    const kept = await create().transact(async (step) => [
      await step.get('shown', 'kept'),
      await step.get('shown', 'undone'),
    ])
    expect(kept).toEqual([true, undefined])
  })

  it('lets the steps of two pages come one after the other', async () => {
    const pages = [create(), create()]
    const claims = await Promise.all(
      pages.map((tables) =>
        tables.transact(async (step) => {
          const isMine = (await step.get('shown', 'x')) === undefined
          step.put('shown', 'x', true)
          return isMine
        }),
      ),
    )
    expect(claims.filter(Boolean)).toHaveLength(1)
  })
})
