import { describe, expect, it, vi } from 'vitest'
import { live, shows, useOfrepFixture } from './testing/ofrep-fixture.ts'

const ofrep = useOfrepFixture()

describe('the request', () => {
  it('asks for all flags of the context, with the headers it was given', async () => {
    await live(ofrep.start({ headers: { 'X-API-Key': 'k' } }, { targetingKey: 'u1', plan: 'team' }))
    const [request] = ofrep.server.requests
    expect(request?.url.href).toBe('https://flags.test/base/ofrep/v1/evaluate/flags')
    expect(request?.context).toEqual({ targetingKey: 'u1', plan: 'team' })
    expect([request?.headers.get('x-api-key'), request?.headers.get('if-none-match')]).toEqual(['k', null])
  })

  it('is made in intervals with jitter, and says what it holds; 304 leaves every value as it is', async () => {
    const client = ofrep.start({ pollIntervalMs: 10_000, random: () => 0.25 })
    await live(client)
    const details = client.details('hero', '-')
    await vi.waitFor(() => expect(ofrep.clock.delaysMs).toEqual([9000]))
    ofrep.clock.advance(9000)
    await ofrep.requests(2)
    expect(ofrep.server.requests[1]?.headers.get('if-none-match')).toBe('"1"')
    await ofrep.waits()
    expect(client.details('hero', '-')).toBe(details)
    ofrep.server.serve({ hero: 'B' })
    ofrep.clock.advance(9000)
    await shows(client, 'B')
  })

  it('works where the page cannot read the ETag', async () => {
    ofrep.server.tags = false
    const client = ofrep.start()
    await live(client)
    await ofrep.waits()
    ofrep.server.serve({ hero: 'B' })
    ofrep.clock.advance(36_000)
    await shows(client, 'B')
    expect(ofrep.server.requests[1]?.headers.has('if-none-match')).toBe(false)
  })

  it('is made at once when the network or the user comes back', async () => {
    const client = ofrep.start()
    await live(client)
    await ofrep.waits()
    window.dispatchEvent(new Event('online'))
    await ofrep.requests(2)
    await ofrep.waits()
    document.dispatchEvent(new Event('visibilitychange'))
    await ofrep.requests(3)
  })
})

describe('a failure', () => {
  it.each([401, 403])('of %i is final', async (status) => {
    ofrep.server.answer = () => new Response('', { status })
    const client = ofrep.start()
    await vi.waitFor(() => expect(client.state.status).toBe('stopped'))
    expect(client.state).toMatchObject({ error: expect.stringContaining(`${status}: check the key`) })
    window.dispatchEvent(new Event('online'))
    expect([ofrep.server.requests.length, ofrep.clock.delaysMs]).toEqual([1, []])
  })

  it.each([
    ['seconds', '20'],
    ['an HTTP date', 'Wed, 07 Feb 2024 12:00:20 GMT'],
    ['a date-time', '2024-02-07T12:00:20Z'],
  ])('of 429 keeps the time that Retry-After names in %s, whoever comes back', async (_, retryAfter) => {
    ofrep.server.answer = () => new Response('', { status: 429, headers: { 'retry-after': retryAfter } })
    const client = ofrep.start({ random: () => 0.5 })
    await vi.waitFor(() => expect(ofrep.clock.delaysMs).toEqual([20_500]))
    ofrep.server.answer = null
    window.dispatchEvent(new Event('online'))
    await vi.waitFor(() => expect(ofrep.clock.delaysMs).toEqual([20_500]))
    ofrep.clock.advance(20_499)
    expect(ofrep.server.requests).toHaveLength(1)
    ofrep.clock.advance(1)
    await live(client)
  })

  it.each([
    [() => Response.json({ errorDetails: 'no store' }, { status: 500 }), 'answered 500: no store'],
    [
      () => Response.json({ errorCode: 'TARGETING_KEY_MISSING', errorDetails: 'who?' }, { status: 400 }),
      'answered 400: TARGETING_KEY_MISSING: who?',
    ],
    [() => new Response('', { status: 429 }), 'answered 429'],
    [() => new Response('<html>'), 'no bulk evaluation: check "url"'],
    [() => Response.json({ flags: {} }), 'no bulk evaluation: check "url"'],
    [() => new Response(null, { status: 304 }), 'answered 304'],
    [() => Promise.reject(new Error('offline')), 'cannot be read: offline'],
  ])('is told, and tried again with jitter %#', async (answer, error) => {
    ofrep.server.answer = answer
    const client = ofrep.start({ random: () => 0.5 })
    await vi.waitFor(() => expect(ofrep.clock.delaysMs).toEqual([500]))
    expect(client.state).toMatchObject({
      status: 'reconnecting',
      attempt: 1,
      error: expect.stringContaining(error),
    })
    ofrep.clock.advance(500)
    await vi.waitFor(() => expect(ofrep.clock.delaysMs).toEqual([1000]))
    ofrep.server.answer = null
    ofrep.clock.advance(1000)
    await live(client)
  })

  it('of 429 holds for the next context too', async () => {
    const client = ofrep.start({ random: () => 0.5 })
    await live(client)
    await ofrep.waitsFor(30_000)
    ofrep.server.answer = () => new Response('', { status: 429, headers: { 'retry-after': '20' } })
    ofrep.clock.advance(30_000)
    await ofrep.waitsFor(20_500)
    ofrep.server.answer = null
    const set = client.setContext({ targetingKey: 'u2' })
    await ofrep.waitsFor(20_250)
    ofrep.clock.advance(20_000)
    expect(ofrep.server.requests).toHaveLength(2)
    ofrep.clock.advance(250)
    await set
    expect(ofrep.server.requests[2]?.context).toEqual({ targetingKey: 'u2' })
  })

  it('is a request that takes too long, even where fetch ignores that it was given up', async () => {
    ofrep.server.answer = () => new Promise<Response>(() => undefined)
    const client = ofrep.start({ requestTimeoutMs: 700 })
    await ofrep.requests(1)
    ofrep.clock.advance(700)
    await vi.waitFor(() =>
      expect(client.state).toMatchObject({ error: expect.stringContaining('no answer within 700 ms') }),
    )
  })

  it('takes no value from the page', async () => {
    const client = ofrep.start()
    await live(client)
    await ofrep.waits()
    ofrep.server.answer = () => new Response('', { status: 500 })
    ofrep.clock.advance(36_000)
    await vi.waitFor(() => expect(client.state.status).toBe('reconnecting'))
    expect(client.get('hero', '-')).toBe('A')
  })
})
