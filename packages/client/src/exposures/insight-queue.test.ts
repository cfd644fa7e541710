import { MAX_INSIGHT_AGE_MS } from '@halyard/protocol/wire'
import { describe, expect, it } from 'vitest'
import { createInsightQueue, type InsightQueueOptions, type NewEntry } from './insight-queue.ts'
import { memoryTables } from './memory-tables.ts'

const MINUTE = 60_000

function setUp(options: Partial<InsightQueueOptions> = {}) {
  let drawn = 0
  return createInsightQueue({
    tables: memoryTables(),
    maxEntries: 3,
    maxBytes: 10_000,
    maxQueuedEntries: 100,
    sessionTimeoutMs: 30 * MINUTE,
    drawId: () => `id ${++drawn}`,
    ...options,
  })
}

const shown = (flagKey: string, atMs = 0, variant = 'on'): NewEntry => ({
  once: `${flagKey} ${variant}`,
  atMs,
  insight: { type: 'exposure', flagKey, variant },
})
const tracked = (name: string, atMs = 0): NewEntry => ({ atMs, insight: { type: 'tracking', name } })
const withoutOnce = ({ atMs, insight }: NewEntry) => ({ atMs, insight })

describe('a session', () => {
  it('has each exposure once, within one addition and over several', async () => {
    const queue = setUp()
    expect((await queue.add([shown('a'), shown('a'), shown('b')], undefined, 0)).added).toBe(2)
    expect((await queue.add([shown('a'), shown('a', 0, 'off')], undefined, 0)).added).toBe(1)
  })

  it('has each tracking event as often as it happens', async () => {
    expect((await setUp().add([tracked('order'), tracked('order')], undefined, 0)).added).toBe(2)
  })

  it('ends when nothing happens for long enough, and everything counts again', async () => {
    const queue = setUp()
    const first = await queue.add([shown('a')], undefined, 0)
    const second = await queue.add([shown('a')], undefined, 30 * MINUTE - 1)
    expect(second).toMatchObject({ added: 0, sessionId: first.sessionId })
    expect((await queue.add([shown('a')], undefined, 59 * MINUTE)).added).toBe(0)
    const next = await queue.add([shown('a')], undefined, 89 * MINUTE)
    expect(next.added).toBe(1)
    expect(next.sessionId).not.toBe(first.sessionId)
  })

  it('goes on when the clock is set back', async () => {
    const queue = setUp()
    await queue.add([shown('a')], undefined, 1000 * MINUTE)
    expect((await queue.add([shown('a')], undefined, 0)).added).toBe(0)
    expect((await queue.add([shown('a')], undefined, 29 * MINUTE)).added).toBe(0)
  })
})

describe('a batch', () => {
  it('grows as long as it is open, and keeps its id', async () => {
    const queue = setUp()
    const { open } = await queue.add([shown('a', 1)], undefined, 1)
    const next = await queue.add([shown('b', 2)], open?.id, 2)
    expect(next).toMatchObject({ isFull: false, open: { id: open?.id, createdAtMs: 1 } })
    expect((await queue.next(3)).batch).toMatchObject({
      id: open?.id,
      entries: [shown('a', 1), shown('b', 2)].map(withoutOnce),
    })
  })

  it('is open still after an addition that brings nothing new', async () => {
    const queue = setUp()
    const { open } = await queue.add([shown('a')], undefined, 0)
    expect((await queue.add([shown('a')], open?.id, 0)).open).toEqual(open)
  })

  it('does not grow after it may have been sent', async () => {
    const queue = setUp()
    const { open } = await queue.add([shown('a')], undefined, 0)
    const { batch } = await queue.next(0)
    expect(batch?.id).toBe(open?.id)
    const later = await queue.add([shown('b', 1)], open?.id, 1)
    expect(later.open?.id).not.toBe(open?.id)
    expect((await queue.next(1)).batch).toEqual(batch)
  })

  it('is full at so many entries, and at so many bytes', async () => {
    const byCount = setUp()
    const entries = ['a', 'b', 'c', 'd'].map((flagKey) => shown(flagKey))
    const addition = await byCount.add(entries, undefined, 0)
    expect(addition).toMatchObject({ isFull: true, added: 4, open: { entries: [withoutOnce(shown('d'))] } })
    const bySize = setUp({ maxBytes: 100 })
    expect((await bySize.add([shown('a'), shown('b')], undefined, 0)).isFull).toBe(true)
    expect((await bySize.next(0)).batch?.entries).toHaveLength(1)
  })

  it('waits until it is removed, and the oldest comes first', async () => {
    const queue = setUp({ maxEntries: 1 })
    for (const [atMs, flagKey] of ['a', 'b', 'c'].entries()) {
      await queue.add([shown(flagKey, atMs)], undefined, atMs)
    }
    const sent: unknown[] = []
    for (let { batch } = await queue.next(9); batch; batch = (await queue.next(9)).batch) {
      expect((await queue.next(9)).batch).toEqual(batch)
      sent.push(batch.entries[0]?.insight)
      await queue.remove(batch.id)
    }
    expect(sent).toMatchObject([{ flagKey: 'a' }, { flagKey: 'b' }, { flagKey: 'c' }])
  })
})

describe('the queue', () => {
  it('lets go of the oldest when there is too much, and says how much', async () => {
    const queue = setUp({ maxQueuedEntries: 6 })
    const entries = Array.from({ length: 8 }, (_, index) => shown(`flag ${index}`, index))
    const { dropped } = await queue.add(entries, undefined, 10)
    expect(dropped).toBe(3)
    expect((await queue.next(10)).batch?.entries[0]?.atMs).toBe(3)
  })

  it('keeps the youngest batch, whatever the limit', async () => {
    const queue = setUp({ maxQueuedEntries: 1 })
    expect((await queue.add([shown('a'), shown('b')], undefined, 0)).dropped).toBe(0)
  })

  it('does not send what the server would not count any more', async () => {
    const queue = setUp()
    await queue.add([shown('a', 0)], undefined, 0)
    expect((await queue.next(MAX_INSIGHT_AGE_MS)).batch).toBeDefined()
    expect(await queue.next(MAX_INSIGHT_AGE_MS + 1)).toEqual({ batch: undefined, dropped: 1 })
  })

  it('passes over what is no batch', async () => {
    const tables = memoryTables()
    await tables.transact(async (step) => step.put('batches', 'damaged', { id: 1 } as never))
    const queue = setUp({ tables })
    await queue.add([shown('a')], undefined, 0)
    expect((await queue.next(0)).batch?.entries).toHaveLength(1)
  })
})
