import type { EvaluationContext, EvaluationReason } from '@halyard/schema'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ClientEvaluationDetails } from '../flag-client.ts'
import { hashText } from '../hash-text.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import type { ExposureRecorder } from './exposure-recorder.ts'
import { indexedDbTables } from './indexeddb-tables.ts'
import { type RecordExposuresOptions, recordExposures } from './record-exposures.ts'
import { createFakeInsightServer, insightsAt } from './testing/fake-insight-server.ts'

const MINUTE = 60_000
const recorders: ExposureRecorder[] = []
let origins = 0

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(recorders.splice(0).map((recorder) => recorder.close()))
})

/** A server of its own, and pages that report to it. Time stands still until the test moves it. */
function setUp(options: Partial<RecordExposuresOptions> = {}) {
  const url = `https://insights-${++origins}-${Date.now()}.test`
  const server = createFakeInsightServer()
  const clock = createFakeClock()
  const diagnostics: string[] = []
  function openPage(more: Partial<RecordExposuresOptions> = {}): ExposureRecorder {
    const { fetch } = server
    const onDiagnostic: RecordExposuresOptions['onDiagnostic'] = ({ code }) => diagnostics.push(code)
    const recorder = recordExposures({
      url,
      clock,
      fetch,
      random: () => 0,
      onDiagnostic,
      ...options,
      ...more,
    })
    recorders.push(recorder)
    recorder.start()
    return recorder
  }
  const tables = indexedDbTables(`halyard-exposures:${hashText(url)}`, clock)
  onTestFinished(() => tables.close())
  /** Waits until so many entries are in this browser's database. */
  const stored = (count: number): Promise<void> =>
    vi.waitFor(async () => {
      const batches = await tables.transact((step) => step.all('batches'))
      expect(batches.flatMap(({ entries }) => entries)).toHaveLength(count)
    })
  const requested = (count: number): Promise<void> =>
    vi.waitFor(() => expect(server.requests).toHaveLength(count))
  return { url, server, clock, diagnostics, openPage, stored, requested }
}

function served(flagKey: string, more: Partial<ClientEvaluationDetails> = {}): ClientEvaluationDetails {
  const reason: EvaluationReason = 'STATIC'
  return { flagKey, value: true, variant: 'on', reason, flagMetadata: {}, freshness: 'live', ...more }
}

const u1: EvaluationContext = { targetingKey: 'u1', plan: 'team' }

describe('an exposure', () => {
  it('is sent with flag, variant, targeting key and age, and nothing else', async () => {
    const { url, server, clock, openPage, stored, requested } = setUp({ headers: { 'x-key': 'k' } })
    openPage().expose(served('checkout'), u1)
    await stored(1)
    clock.advance(5000)
    await requested(1)
    expect(server.counted).toEqual([
      { type: 'exposure', flagKey: 'checkout', variant: 'on', targetingKey: 'u1', ageMs: 5000 },
    ])
    expect(server.requests[0]).toMatchObject({
      url: insightsAt(url),
      init: { method: 'POST', credentials: 'omit', headers: { 'x-key': 'k' } },
    })
    await stored(0)
  })

  it('counts once for its variant, the targeting key and the session, however often it is told of', async () => {
    const { server, clock, openPage, stored, requested } = setUp()
    const page = openPage()
    for (let commit = 0; commit < 10; commit += 1) {
      page.expose(served('checkout'), u1)
      page.expose(served('checkout', { variant: 'off' }), u1)
      page.expose(served('checkout'), { targetingKey: 'u2' })
      page.expose(served('checkout'), {})
    }
    await stored(4)
    clock.advance(5000)
    await requested(1)
    expect(server.counted).toHaveLength(4)
  })

  it('counts once where two pages tell of it at the same instant, and on the page that is opened next', async () => {
    const { server, clock, openPage, stored, requested } = setUp()
    for (const page of [openPage(), openPage()]) page.expose(served('checkout'), u1)
    await stored(1)
    openPage().expose(served('checkout'), u1)
    const last = openPage()
    last.expose(served('checkout'), u1)
    last.expose(served('banner'), u1)
    await stored(2)
    clock.advance(5000)
    await vi.waitFor(() => expect(server.counted).toHaveLength(2))
    await requested(2)
  })

  it('counts again in the next session', async () => {
    const { clock, openPage, stored } = setUp()
    const page = openPage()
    page.expose(served('checkout'), u1)
    await stored(1)
    clock.jump(30 * MINUTE)
    page.expose(served('checkout'), u1)
    await stored(2)
  })

  it('keeps the session going while it is seen, in whatever page', async () => {
    const { clock, openPage, stored } = setUp()
    const [page, other] = [openPage(), openPage()]
    page.expose(served('checkout'), u1)
    await stored(1)
    clock.jump(29 * MINUTE)
    page.expose(served('checkout'), u1)
    page.expose(served('banner'), u1)
    await stored(2)
    clock.jump(29 * MINUTE)
    other.expose(served('checkout'), u1)
    other.expose(served('header'), u1)
    await stored(3)
  })

  it('is none where a person overrode the flag, and where the fallback was served', async () => {
    const { openPage, stored } = setUp()
    const page = openPage()
    page.expose(served('overridden', { reason: 'OVERRIDE' }), u1)
    const { variant: _, ...fallback } = served('unknown', { reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' })
    page.expose(fallback, u1)
    page.expose(served('checkout'), u1)
    await stored(1)
  })

  it('leaves the targeting key out where it is to be left out, and still tells people apart', async () => {
    const { server, clock, openPage, stored, requested } = setUp({ targetingKeys: false })
    const page = openPage()
    page.expose(served('checkout'), u1)
    page.expose(served('checkout'), { targetingKey: 'u2' })
    await stored(2)
    clock.advance(5000)
    await requested(1)
    expect(JSON.stringify(server.requests)).not.toContain('targetingKey')
  })

  it('waits for the client to start', async () => {
    const { url, clock, server, stored } = setUp()
    const recorder = recordExposures({ url, clock, fetch: server.fetch })
    recorders.push(recorder)
    recorder.expose(served('checkout'), u1)
    expect(clock.delaysMs).toEqual([])
    recorder.start()
    await stored(1)
  })

  it('that no server would count is told of, once', async () => {
    const { diagnostics, openPage, stored } = setUp()
    const page = openPage()
    page.expose(served('', {}), u1)
    page.expose(served('checkout', { variant: 'v'.repeat(1001) }), u1)
    page.track('order', { value: Number.NaN }, u1)
    page.expose(served('checkout'), { targetingKey: 7 as never })
    await stored(1)
    expect(diagnostics).toEqual(['exposure-ignored'])
  })
})

describe('tracking events', () => {
  it('are sent as often as they happen, with what belongs to them', async () => {
    const { server, clock, openPage, stored, requested } = setUp()
    const page = openPage()
    page.track('order', { value: 9.5, currency: 'CHF' }, u1)
    page.track('order', undefined, {})
    await stored(2)
    clock.advance(5000)
    await requested(1)
    expect(server.counted).toEqual([
      {
        type: 'tracking',
        name: 'order',
        value: 9.5,
        attributes: { currency: 'CHF' },
        targetingKey: 'u1',
        ageMs: 5000,
      },
      { type: 'tracking', name: 'order', ageMs: 5000 },
    ])
  })
})

describe('sending', () => {
  it('does not wait when a batch is full', async () => {
    const { server, openPage, requested } = setUp({ maxBatchEntries: 2 })
    const page = openPage()
    for (const name of ['a', 'b', 'c']) page.track(name, undefined, u1)
    await requested(2)
    expect(server.counted).toHaveLength(3)
  })

  it('tries again, under the same id, until the server has answered', async () => {
    const { server, clock, openPage, requested } = setUp({ maxBatchEntries: 1, random: () => 0.5 })
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
    const { server, clock, openPage, requested } = setUp({ maxBatchEntries: 1 })
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

  it('lets a batch go that the server cannot read, and goes on with the others', async () => {
    const { server, diagnostics, openPage, stored } = setUp({ maxBatchEntries: 1 })
    server.answers.push(() => new Response(null, { status: 400 }))
    const page = openPage()
    page.track('first', undefined, u1)
    page.track('second', undefined, u1)
    await vi.waitFor(() => expect(server.counted).toHaveLength(1))
    await stored(0)
    expect(diagnostics).toEqual(['exposures-refused'])
  })

  it('stops where the server takes nothing from this page, and keeps what there is for the next visit', async () => {
    const { server, diagnostics, openPage, stored, requested } = setUp({ maxBatchEntries: 1 })
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
    const { server, openPage, stored, requested, clock } = setUp()
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
    const { server, openPage, stored, requested } = setUp()
    openPage().expose(served('checkout'), u1)
    await stored(1)
    hide()
    await requested(1)
    expect(server.requests[0]?.init.keepalive).toBe(true)
    await stored(0)
  })

  it('sends what is just being stored as well, whole', async () => {
    const { server, openPage, stored, requested } = setUp()
    const page = openPage()
    page.expose(served('checkout'), u1)
    await stored(1)
    page.expose(served('banner'), u1)
    hide()
    await requested(1)
    expect(server.counted).toHaveLength(2)
  })

  it('has it counted once, when it goes on with the next batch before the answer is there', async () => {
    const { server, clock, openPage, stored, requested } = setUp()
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
    const { server, openPage, stored, requested, clock } = setUp()
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

describe('a browser that stores nothing', () => {
  it('has its exposures wait in memory, once each, and the page is told', async () => {
    vi.spyOn(globalThis, 'indexedDB', 'get').mockReturnValue(undefined as never)
    const { server, clock, diagnostics, openPage, requested } = setUp()
    const page = openPage()
    page.expose(served('checkout'), u1)
    page.expose(served('checkout'), u1)
    await vi.waitFor(() => expect(diagnostics).toEqual(['exposures-not-stored']))
    page.expose(served('checkout'), u1)
    clock.advance(5000)
    await requested(1)
    expect(server.counted).toHaveLength(1)
  })
})
