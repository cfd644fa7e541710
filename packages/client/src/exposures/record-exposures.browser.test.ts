import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { SET_BY_HAND } from '../overrides/set-by-hand.ts'
import { recordExposures } from './record-exposures.ts'
import { served, setUpExposurePages, u1 } from './testing/exposure-pages.ts'
import { insightsAt } from './testing/fake-insight-server.ts'

const MINUTE = 60_000

afterEach(() => void vi.restoreAllMocks())

describe('an exposure', () => {
  it('is sent with flag, variant and age, and nothing that is about a person', async () => {
    const { url, server, clock, openPage, stored, requested } = setUpExposurePages({
      headers: { 'x-key': 'k' },
    })
    openPage().expose(served('checkout'), u1)
    await stored(1)
    clock.advance(5000)
    await requested(1)
    expect(server.counted).toEqual([{ type: 'exposure', flagKey: 'checkout', variant: 'on', ageMs: 5000 }])
    expect(server.requests[0]).toMatchObject({
      url: insightsAt(url),
      init: { method: 'POST', credentials: 'omit', headers: { 'x-key': 'k' } },
    })
    await stored(0)
  })

  it('counts once for its variant, the targeting key and the session, however often it is told of', async () => {
    const { server, clock, openPage, stored, requested } = setUpExposurePages()
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
    const { server, clock, openPage, stored, requested } = setUpExposurePages()
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
    const { clock, openPage, stored } = setUpExposurePages()
    const page = openPage()
    const commit = (): void => {
      for (const flagKey of ['checkout', 'banner']) page.expose(served(flagKey), u1)
    }
    commit()
    await stored(2)
    clock.jump(30 * MINUTE)
    commit()
    await stored(4)
  })

  it('keeps the session going while it is seen, in whatever page', async () => {
    const { clock, openPage, stored } = setUpExposurePages()
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
    const { openPage, stored } = setUpExposurePages()
    const page = openPage()
    page.expose(served('overridden', { reason: 'OVERRIDE' }), u1)
    const { variant: _, ...fallback } = served('unknown', { reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' })
    page.expose(fallback, u1)
    page.expose(served('checkout'), u1)
    await stored(1)
  })

  it('is none in the name of somebody whom a person put in place of the page’s user', async () => {
    const { openPage, stored } = setUpExposurePages()
    const page = openPage()
    page.expose(served('banner'), Object.defineProperty({ ...u1 }, SET_BY_HAND, { value: true }))
    page.expose(served('checkout'), u1)
    await stored(1)
  })

  it('brings along what the page asks for, and still tells people apart without it', async () => {
    const sendContext = ['targetingKey', 'plan', 'seats', 'isTrial', 'nowhere']
    const { server, clock, diagnostics, openPage, stored, requested } = setUpExposurePages({ sendContext })
    const page = openPage()
    const context = { plan: 'team', seats: 5, isTrial: false }
    page.expose(served('checkout'), { ...u1, ...context, email: 'a@b.ch' })
    page.expose(served('checkout'), {})
    page.track('order', undefined, { ...u1, ...context })
    await stored(3)
    clock.advance(5000)
    await requested(1)
    expect(server.counted).toMatchObject([
      { targetingKey: 'u1', context },
      { variant: 'on' },
      { name: 'order', targetingKey: 'u1', context },
    ])
    expect(server.counted[1]).not.toHaveProperty('context')
    expect(JSON.stringify(server.requests)).not.toContain('a@b.ch')
    expect(diagnostics).toEqual([])
  })

  it('counts without attributes that cannot be sent, and the page is told', async () => {
    const sendContext = ['targetingKey', 'plan', 'address']
    const { server, clock, diagnostics, openPage, stored, requested } = setUpExposurePages({ sendContext })
    const page = openPage()
    page.expose(served('checkout'), { ...u1, address: { country: 'CH' } })
    page.expose(served('banner'), { ...u1, plan: 'x'.repeat(2000) })
    await stored(2)
    clock.advance(5000)
    await requested(1)
    expect(server.counted.map(({ targetingKey, context }) => [targetingKey, context])).toEqual([
      ['u1', undefined],
      ['u1', undefined],
    ])
    expect(diagnostics).toEqual(['exposure-context-left-out'])
  })

  it('waits for the client to start', async () => {
    const { url, clock, server, stored } = setUpExposurePages()
    const recorder = recordExposures({ url, clock, fetch: server.fetch })
    onTestFinished(() => recorder.close())
    recorder.expose(served('checkout'), u1)
    expect(clock.delaysMs).toEqual([])
    recorder.start()
    await stored(1)
  })

  it('that no server would count is told of, once', async () => {
    const { diagnostics, openPage, stored } = setUpExposurePages()
    const page = openPage()
    page.expose(served('', {}), u1)
    page.expose(served('checkout', { variant: 'v'.repeat(1001) }), u1)
    page.track('order', { value: Number.NaN }, u1)
    page.expose(served('checkout'), { targetingKey: 7 as never })
    await stored(1)
    expect(diagnostics).toEqual(['exposure-ignored'])
  })
})

describe('a page whose diagnostics throw', () => {
  it('has its exposures counted all the same', async () => {
    const thrown = vi.fn()
    vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((callback) => {
      void Promise.resolve().then(callback).catch(thrown)
    })
    const { openPage, stored } = setUpExposurePages()
    const page = openPage({
      onDiagnostic() {
        throw new Error('thrown by the page')
      },
    })
    page.track('', undefined, u1)
    page.expose(served('checkout'), u1)
    await stored(1)
    expect(thrown).toHaveBeenCalledTimes(1)
  })
})

describe('tracking events', () => {
  it('are sent as often as they happen, with what belongs to them', async () => {
    const { server, clock, openPage, stored, requested } = setUpExposurePages()
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
        ageMs: 5000,
      },
      { type: 'tracking', name: 'order', ageMs: 5000 },
    ])
  })
})

describe('a browser that stores nothing', () => {
  it('has its exposures wait in memory, once each, and the page is told', async () => {
    vi.spyOn(globalThis, 'indexedDB', 'get').mockReturnValue(undefined as never)
    const { server, clock, diagnostics, openPage, requested } = setUpExposurePages()
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
