import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createInsightQueue, type NewEntry } from './insight-queue.ts'
import { memoryTables } from './memory-tables.ts'
import type { QueuedBatch } from './queued-batch.ts'

const SEED = 20_261_123
const PAGES = 3

/** What may happen to one of several pages that share a database, and to the connection. */
type Step =
  | { readonly type: 'show' | 'track'; readonly page: number; readonly name: string }
  | { readonly type: 'hide'; readonly page: number; readonly isAnswerLost: boolean }
  | { readonly type: 'crash'; readonly page: number }
  | { readonly type: 'drain'; readonly isAnswerLost: boolean }

const page = fc.nat({ max: PAGES - 1 })
const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const isAnswerLost = fc.boolean()
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ type: fc.constantFrom('show' as const, 'track' as const), page, name }),
    fc.record({ type: fc.constant('hide' as const), page, isAnswerLost }),
    fc.record({ type: fc.constant('crash' as const), page }),
    fc.record({ type: fc.constant('drain' as const), isAnswerLost }),
  ),
  { maxLength: 60 },
)

function entry(step: { readonly type: 'show' | 'track'; readonly name: string }, atMs: number): NewEntry {
  return step.type === 'show'
    ? { once: step.name, atMs, insight: { type: 'exposure', flagKey: step.name, variant: 'on' } }
    : { atMs, insight: { type: 'tracking', name: step.name } }
}

/** A server that counts a batch the first time, whatever it hears of it later. */
function createCountingServer() {
  const batches = new Map<string, QueuedBatch>()
  return {
    receive(batch: QueuedBatch): void {
      if (!batches.has(batch.id)) batches.set(batch.id, batch)
    },
    counted: () =>
      [...batches.values()]
        .flatMap(({ entries }) => entries)
        .map(({ insight }) =>
          insight.type === 'exposure' ? `show ${insight.flagKey}` : `track ${insight.name}`,
        )
        .sort(),
  }
}

it(`has everything counted once, whatever is hidden, lost or crashes in whatever order (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      let drawn = 0
      const queue = createInsightQueue({
        tables: memoryTables(),
        maxEntries: 4,
        maxBytes: 400,
        maxQueuedEntries: 1000,
        sessionTimeoutMs: 1_000_000,
        drawId: () => `id ${++drawn}`,
      })
      const server = createCountingServer()
      const open: (QueuedBatch | undefined)[] = []
      const happened: string[] = []

      async function drain(isAnswerLost: boolean): Promise<void> {
        for (let { batch } = await queue.next(0); batch; batch = (await queue.next(0)).batch) {
          server.receive(batch)
          if (isAnswerLost) return
          await queue.remove(batch.id)
        }
      }

      for (const [atMs, step] of steps.entries()) {
        if (step.type === 'show' || step.type === 'track') {
          const addition = await queue.add([entry(step, atMs)], open[step.page]?.id, atMs)
          open[step.page] = addition.open
          happened.push(`${step.type} ${step.name}`)
        } else if (step.type === 'drain') await drain(step.isAnswerLost)
        else {
          const batch = open[step.page]
          open[step.page] = undefined
          if (!batch || step.type !== 'hide') continue
          server.receive(batch)
          if (!step.isAnswerLost) await queue.remove(batch.id)
        }
      }
      await drain(false)
      const shown = new Set(happened.filter((what) => what.startsWith('show')))
      expect(server.counted()).toEqual(
        [...shown, ...happened.filter((what) => what.startsWith('track'))].sort(),
      )
    }),
    { seed: SEED, numRuns: 500 },
  )
})
