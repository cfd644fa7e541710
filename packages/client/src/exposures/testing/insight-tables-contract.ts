import { expect, it } from 'vitest'
import type { InsightTables } from '../insight-tables.ts'

const session = (activeAtMs: number) => ({ id: 's', activeAtMs })

/** The suite that every {@link InsightTables} passes. `create` gives tables with nothing in them. */
export function describeInsightTables(create: () => InsightTables): void {
  it('reads what was written, in the same step and in the next', async () => {
    const tables = create()
    const seen = await tables.transact(async (step) => {
      step.put('session', 'a', session(1))
      step.put('shown', 'x', true)
      return [await step.get('session', 'a'), await step.get('session', 'b'), await step.get('shown', 'a')]
    })
    expect(seen).toEqual([session(1), undefined, undefined])
    expect(await tables.transact((step) => step.all('session'))).toEqual([session(1)])
  })

  it('deletes one record, or all of one table', async () => {
    const tables = create()
    await tables.transact(async (step) => {
      step.put('session', 'a', session(1))
      step.put('session', 'b', session(2))
      step.put('shown', 'x', true)
    })
    await tables.transact(async (step) => {
      step.delete('session', 'a')
      step.clear('shown')
    })
    const left = await tables.transact(async (step) => [await step.all('session'), await step.all('shown')])
    expect(left).toEqual([[session(2)], []])
  })

  it('lets no step come in between another one', async () => {
    const tables = create()
    const count = () =>
      tables.transact(async (step) => {
        const before = (await step.get('session', 'a'))?.activeAtMs ?? 0
        await step.get('shown', 'x')
        step.put('session', 'a', session(before + 1))
      })
    await Promise.all(Array.from({ length: 20 }, count))
    expect(await tables.transact((step) => step.get('session', 'a'))).toEqual(session(20))
  })

  it('goes on after a step that throws', async () => {
    const tables = create()
    const failing = tables.transact(async (step) => {
      await step.get('session', 'a')
      throw new Error('thrown in the step')
    })
    await expect(failing).rejects.toThrow('thrown in the step')
    expect(await tables.transact((step) => step.all('batches'))).toEqual([])
  })
}
