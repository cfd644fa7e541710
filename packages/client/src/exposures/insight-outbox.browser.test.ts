import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createFakeClock } from '../testing/fake-clock.ts'
import { drawId } from './draw-id.ts'
import { createInsightOutbox } from './insight-outbox.ts'
import { createInsightQueue, type NewEntry } from './insight-queue.ts'
import { memoryTables } from './memory-tables.ts'
import { served, setUpExposurePages, u1 } from './testing/exposure-pages.ts'
import { createFakeInsightServer } from './testing/fake-insight-server.ts'

const MINUTE = 60_000

afterEach(() => void vi.restoreAllMocks())

const isOurs = ({ name }: LockInfo): boolean => name?.startsWith('halyard-exposures') ?? false

describe('sending', () => {
  it('does not wait when a batch is full', async () => {
    const { server, openPage, requested } = setUpExposurePages({ maxBatchEntries: 2 })
    const page = openPage()
    for (const name of ['a', 'b', 'c']) page.track(name, undefined, u1)
    await requested(2)
    expect(server.counted).toHaveLength(3)
  })

  it('tries again, under the same id, until the server has answered', async () => {
    const { server, clock, openPage, requested } = setUpExposurePages({
      maxBatchEntries: 1,
      random: () => 0.5,
    })
    const offline = (): never => {
      throw new TypeError('offline')
    }
    server.answers.push(offline, () => new Response(null, { status: 503 }), server.countAndLose)
    openPage().track('order', undefined, u1)
    for (const [failures, delayMs] of [500, 1000, 2000].entries()) {
      await requested(failures + 1)
      await vi.waitFor(() => expect(clock.delaysMs).toContain(delayMs))
      clock.advance(delayMs)
    }
    await requested(4)
    expect(new Set(server.requests.map(({ batch }) => batch.id)).size).toBe(1)
    expect(server.counted).toHaveLength(1)
  })

  it.each([
    ['seconds', () => '120'],
    ['a date', (nowMs: number) => new Date(nowMs + 120_000).toUTCString()],
  ])('waits as long as the server asks for, in %s, whoever comes back meanwhile', async (_, header) => {
    const { server, clock, openPage, requested } = setUpExposurePages({ maxBatchEntries: 1 })
    server.answers.push(
      () => new Response(null, { status: 429, headers: { 'retry-after': header(clock.now()) } }),
    )
    openPage().track('order', undefined, u1)
    await requested(1)
    await vi.waitFor(() => expect(clock.delaysMs).toContain(120_000))
    window.dispatchEvent(new Event('online'))
    clock.advance(119_999)
    expect(clock.delaysMs).toContain(1)
    clock.advance(1)
    await requested(2)
    expect(server.requests[1]?.batch.id).toBe(server.requests[0]?.batch.id)
    expect(server.counted).toHaveLength(1)
  })

  it('is done by one page at a time, and by the next when that is left', async () => {
    const { server, clock, openPage, stored, requested } = setUpExposurePages({ maxBatchEntries: 1 })
    const pages = [openPage(), openPage()] as const
    server.answers.push(() => new Promise(() => undefined))
    pages[0].track('first', undefined, u1)
    await requested(1)
    pages[1].track('second', undefined, u1)
    await stored(2)
    const waiting = (): Promise<number> =>
      navigator.locks.query().then(({ pending = [] }) => pending.filter(isOurs).length)
    await vi.waitFor(async () => expect(await waiting()).toBe(1))
    expect(server.requests).toHaveLength(1)
    void pages[0].close()
    await vi.waitFor(() => expect(server.counted).toHaveLength(2))
    await stored(0)
    expect(clock.delaysMs).not.toContain(15_000)
  })

  it('keeps no page out of the back/forward cache, and goes on when it comes back', async () => {
    const { server, clock, openPage, requested } = setUpExposurePages({ maxBatchEntries: 1 })
    server.answers.push(() => new Response(null, { status: 503, headers: { 'retry-after': '600' } }))
    openPage().track('first', undefined, u1)
    await requested(1)
    await vi.waitFor(() => expect(clock.delaysMs).toContain(600_000))
    const locks = async (): Promise<number> => {
      const { held = [], pending = [] } = await navigator.locks.query()
      return [...held, ...pending].filter(isOurs).length
    }
    expect(await locks()).toBe(1)
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    await vi.waitFor(async () => expect(await locks()).toBe(0))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    clock.advance(5000)
    await requested(2)
    expect(server.counted).toHaveLength(1)
  })

  it('lets the oldest go when the server is away for too long, and says so once', async () => {
    const { server, diagnostics, openPage, stored } = setUpExposurePages({
      maxBatchEntries: 1,
      maxQueuedEntries: 2,
    })
    server.answers.push(() => new Promise(() => undefined))
    const page = openPage()
    for (const name of ['a', 'b', 'c', 'd']) page.track(name, undefined, u1)
    await stored(2)
    await vi.waitFor(() => expect(diagnostics).toEqual(['exposures-dropped']))
    page.track('e', undefined, u1)
    await vi.waitFor(() => expect(server.requests).toHaveLength(1))
    await stored(2)
    expect(diagnostics).toEqual(['exposures-dropped'])
  })

  it('lets a batch go that the server cannot read, and goes on with the others', async () => {
    const { server, diagnostics, openPage, stored } = setUpExposurePages({ maxBatchEntries: 1 })
    server.answers.push(() => new Response(null, { status: 400 }))
    const page = openPage()
    page.track('first', undefined, u1)
    page.track('second', undefined, u1)
    await vi.waitFor(() => expect(server.counted).toHaveLength(1))
    await stored(0)
    expect(diagnostics).toEqual(['exposures-refused'])
  })

  it('stops where the server takes nothing from this page, and keeps what there is for the next visit', async () => {
    const { server, diagnostics, openPage, stored, requested } = setUpExposurePages({ maxBatchEntries: 1 })
    server.answers.push(() => new Response(null, { status: 403 }))
    const page = openPage()
    page.track('first', undefined, u1)
    page.track('second', undefined, u1)
    await vi.waitFor(() => expect(diagnostics).toEqual(['exposures-refused']))
    await stored(2)
    expect(server.requests).toHaveLength(1)
    await page.close()
    const later = createFakeClock()
    openPage({ clock: later })
    later.advance(5000)
    await requested(3)
    expect(server.counted).toHaveLength(2)
  })

  it('goes on after a visit that ended before the server had answered', async () => {
    const { server, openPage, stored, requested, clock } = setUpExposurePages()
    const crashed = openPage()
    crashed.expose(served('checkout'), u1)
    await stored(1)
    openPage()
    clock.advance(5000)
    await requested(1)
    expect(server.counted).toHaveLength(1)
    await stored(0)
  })
})

describe('a page that is hidden', () => {
  const hide = (): void => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
  }

  it('sends what it has at once, in a way that outlives it', async () => {
    const { server, openPage, stored, requested } = setUpExposurePages()
    openPage().expose(served('checkout'), u1)
    await stored(1)
    hide()
    await requested(1)
    expect(server.requests[0]?.init.keepalive).toBe(true)
    await stored(0)
  })

  it('sends what is just being stored as well, whole', async () => {
    const { server, openPage, stored, requested } = setUpExposurePages()
    const page = openPage()
    page.expose(served('checkout'), u1)
    await stored(1)
    page.expose(served('banner'), u1)
    hide()
    await requested(1)
    expect(server.counted).toHaveLength(2)
  })

  it.each([0, 1, 2, 3, 4, 5, 6, 8, 12])(
    'loses nothing that comes %i microtasks after the batch to be sent was stored',
    async (microtasks) => {
      const server = createFakeInsightServer()
      const clock = createFakeClock()
      const queue = createInsightQueue({
        tables: memoryTables(),
        maxEntries: 10,
        maxBytes: 10_000,
        maxQueuedEntries: 100,
        sessionTimeoutMs: MINUTE,
        drawId,
      })
      const tracked = (name: string): NewEntry => ({ atMs: 0, insight: { type: 'tracking', name } })
      const outbox = createInsightOutbox({
        queue: {
          ...queue,
          async add(...addition) {
            const added = await queue.add(...addition)
            if (addition[0][0]?.insight.type === 'exposure') void later(microtasks)
            return added
          },
        },
        server: { url: 'https://insights.test', headers: {}, fetch: server.fetch, clock },
        clock,
        random: () => 0,
        lockName: `halyard-exposures-${microtasks}`,
        flushIntervalMs: 5000,
        onStored: () => undefined,
        onDropped: () => expect.unreachable(),
        onRefused: () => expect.unreachable(),
      })
      onTestFinished(() => outbox.close())
      async function later(ticks: number): Promise<void> {
        for (let tick = 0; tick < ticks; tick += 1) await undefined
        outbox.take(tracked('second'))
      }
      outbox.start()
      outbox.take({ atMs: 0, insight: { type: 'exposure', flagKey: 'first', variant: 'on' } })
      hide()
      await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(0))
      clock.advance(5000)
      await vi.waitFor(async () => expect((await queue.next(0)).batch).toBeUndefined())
      expect(server.counted).toHaveLength(2)
    },
  )

  it('has it counted once, when it goes on with the next batch before the answer is there', async () => {
    const { server, clock, openPage, stored, requested } = setUpExposurePages()
    const page = openPage()
    page.expose(served('checkout'), u1)
    await stored(1)
    server.answers.push(server.countAndLose)
    hide()
    page.expose(served('banner'), u1)
    await stored(2)
    await requested(1)
    clock.advance(5000)
    await requested(3)
    expect(server.counted).toHaveLength(2)
    await stored(0)
  })

  it('keeps for the next visit what did not get through', async () => {
    const { server, openPage, stored, requested, clock } = setUpExposurePages()
    const page = openPage()
    page.expose(served('checkout'), u1)
    await stored(1)
    server.answers.push(() => new Response(null, { status: 503 }))
    await page.close()
    await requested(1)
    openPage()
    clock.advance(5000)
    await requested(2)
    expect(server.requests[1]?.batch.id).toBe(server.requests[0]?.batch.id)
    expect(server.counted).toHaveLength(1)
  })
})
