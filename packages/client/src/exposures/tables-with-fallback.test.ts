import { describe, expect, it } from 'vitest'
import type { InsightTables } from './insight-tables.ts'
import { memoryTables } from './memory-tables.ts'
import { tablesWithFallback } from './tables-with-fallback.ts'
import { describeInsightTables } from './testing/insight-tables-contract.ts'

function failing(): InsightTables & { readonly closed: () => number } {
  let closed = 0
  return {
    transact: () => Promise.reject(new Error('no storage')),
    close: () => void closed++,
    closed: () => closed,
  }
}

describe('tables with storage', () => {
  it('are the storage', async () => {
    const stored = memoryTables()
    const tables = tablesWithFallback(stored, expect.unreachable)
    await tables.transact(async (step) => step.put('shown', 'a', true))
    expect(await stored.transact((step) => step.get('shown', 'a'))).toBe(true)
  })
})

describe('tables without storage', () => {
  describeInsightTables(() => tablesWithFallback(failing(), () => undefined))

  it('say why, once, and let go of it', async () => {
    const reasons: string[] = []
    const storage = failing()
    const tables = tablesWithFallback(storage, (reason) => reasons.push(reason))
    const steps = ['a', 'b'].map((key) => tables.transact(async (step) => step.put('shown', key, true)))
    await Promise.all(steps)
    expect(reasons).toEqual(['no storage'])
    expect(storage.closed()).toBe(1)
    expect(await tables.transact((step) => step.all('shown'))).toEqual([true, true])
  })
})
