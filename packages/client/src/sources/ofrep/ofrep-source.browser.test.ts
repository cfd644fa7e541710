import type { EvaluationContext } from '@halyard/schema'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFlagClient } from '../../create-flag-client.ts'
import type { FlagClient } from '../../flag-client.ts'
import type { FlagClientOptions } from '../../flag-client-options.ts'
import type { FlagStorage } from '../../storage/flag-storage.ts'
import { memoryStorage } from '../../storage/memory-storage.ts'
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.ts'
import { createFakeOfrepServer, type FakeOfrepServer } from '../../testing/fake-ofrep-server.ts'
import { type OfrepSourceOptions, ofrepSource } from './ofrep-source.ts'

const secret = 'https://sse.test/stream?token=secret'
const sse = [{ type: 'sse', url: secret }]

let server: FakeOfrepServer
let clock: FakeClock
let storage: FlagStorage
const clients: FlagClient[] = []

beforeEach(() => {
  server = createFakeOfrepServer()
  server.serve({ hero: 'A' })
  clock = createFakeClock(Date.UTC(2024, 1, 7, 12))
  storage = memoryStorage()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(clients.splice(0).map((client) => client.close()))
})

function start(
  options: Partial<OfrepSourceOptions> = {},
  context: EvaluationContext = { targetingKey: 'u1' },
  clientOptions: Partial<FlagClientOptions> = {},
): FlagClient {
  const source = ofrepSource({
    url: 'https://flags.test/base/',
    fetch: server.fetch,
    clock,
    ...options,
  })
  const client = createFlagClient({ source, context, storage, clock, tabs: false, ...clientOptions })
  clients.push(client)
  client.start()
  return client
}

const requests = (count: number): Promise<void> =>
  vi.waitFor(() => expect(server.requests).toHaveLength(count))
const live = (client: FlagClient): Promise<void> => vi.waitFor(() => expect(client.state.status).toBe('live'))
const shows = (client: FlagClient, value: string): Promise<void> =>
  vi.waitFor(() => expect(client.get('hero', '-')).toBe(value))
const waits = (): Promise<void> => vi.waitFor(() => expect(clock.delaysMs.length).toBeGreaterThan(0))

/** A client with its one stream open, and everything asked that the opening gives reason to. */
async function streaming(options: Partial<OfrepSourceOptions> = {}): Promise<FlagClient> {
  server.eventStreams = sse
  const client = start(options)
  await requests(2)
  await live(client)
  return client
}

function hide(state: 'hidden' | 'visible'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('the request', () => {
  it('asks for all flags of the context, with the headers it was given', async () => {
    await live(start({ headers: { 'X-API-Key': 'k' } }, { targetingKey: 'u1', plan: 'team' }))
    const [request] = server.requests
    expect(request?.url.href).toBe('https://flags.test/base/ofrep/v1/evaluate/flags')
    expect(request?.context).toEqual({ targetingKey: 'u1', plan: 'team' })
    expect([request?.headers.get('x-api-key'), request?.headers.get('if-none-match')]).toEqual(['k', null])
  })

  it('is made in intervals with jitter, and says what it holds; 304 leaves every value as it is', async () => {
    const client = start({ pollIntervalMs: 10_000, random: () => 0.25 })
    await live(client)
    const details = client.details('hero', '-')
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([9000]))
    clock.advance(9000)
    await requests(2)
    expect(server.requests[1]?.headers.get('if-none-match')).toBe('"1"')
    await waits()
    expect(client.details('hero', '-')).toBe(details)
    server.serve({ hero: 'B' })
    clock.advance(9000)
    await shows(client, 'B')
  })

  it('works where the page cannot read the ETag', async () => {
    server.tags = false
    const client = start()
    await live(client)
    await waits()
    server.serve({ hero: 'B' })
    clock.advance(36_000)
    await shows(client, 'B')
    expect(server.requests[1]?.headers.has('if-none-match')).toBe(false)
  })

  it('is made at once when the network or the user comes back', async () => {
    const client = start()
    await live(client)
    await waits()
    window.dispatchEvent(new Event('online'))
    await requests(2)
    await waits()
    document.dispatchEvent(new Event('visibilitychange'))
    await requests(3)
  })
})

describe('the flags', () => {
  it('give the fallback where the server leaves the value to the code, and say what failed, each for itself', async () => {
    server.serve({
      hero: 'A',
      code: { entry: { reason: 'DISABLED' } },
      odd: { entry: { reason: 'MY_RULE', value: 7, metadata: { team: 'web', bad: {} } } },
      broken: { entry: { errorCode: 'PARSE_ERROR', errorDetails: 'no rule' } },
      strange: { entry: { errorCode: 'MINE' } },
    })
    const client = start()
    await live(client)
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', variant: 'served', reason: 'STATIC' })
    expect(client.details('code', true)).toMatchObject({ value: true, reason: 'DISABLED' })
    expect(client.details('odd', 1)).toMatchObject({
      value: 7,
      reason: 'MY_RULE',
      flagMetadata: { set: 's', team: 'web' },
    })
    expect(client.details('odd', 1)).not.toHaveProperty('variant')
    expect(client.details('odd', 'x')).toMatchObject({ value: 'x', errorCode: 'TYPE_MISMATCH' })
    expect(client.details('broken', 'x')).toMatchObject({ errorCode: 'PARSE_ERROR', errorMessage: 'no rule' })
    expect(client.details('strange', 'x')).toMatchObject({ value: 'x', errorCode: 'GENERAL' })
    expect(client.details('missing', 'x')).toMatchObject({ value: 'x', errorCode: 'FLAG_NOT_FOUND' })
  })

  it('are CACHED after a reload until the server confirms them by 304, and have the served reason then', async () => {
    const first = start()
    await live(first)
    await first.close()
    const answer = Promise.withResolvers<null>()
    server.answer = () => answer.promise as never
    const client = start()
    await vi.waitFor(() => expect(client.state.status).toBe('cached'))
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', reason: 'CACHED', freshness: 'cached' })
    await requests(2)
    expect(server.requests[1]?.headers.get('if-none-match')).toBe('"1"')
    answer.resolve(null)
    await live(client)
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', reason: 'STATIC', freshness: 'live' })
  })

  it('are kept per server, key and context', async () => {
    const ids = [{}, { url: 'https://other.test' }, { headers: { authorization: 'Bearer b' } }].flatMap(
      (options) =>
        [{ targetingKey: 'ann@example.com' }, { targetingKey: 'bob' }].map(
          (context) => ofrepSource({ url: 'https://flags.test', ...options }).forContext(context).id,
        ),
    )
    expect(new Set(ids).size).toBe(6)
    expect(ids.join()).not.toMatch(/ann@|bob|Bearer/)
    const same = [
      { a: '1', b: { c: 1, d: 2 } },
      { b: { d: 2, c: 1 }, a: '1' },
    ] as const
    const [one, other] = same.map(
      (context, index) =>
        ofrepSource({ url: 'https://flags.test', headers: { key: `${index}` }, authId: 'me' }).forContext(
          context,
        ).id,
    )
    expect(one).toBe(other)
  })

  it('of a new context are there when setContext resolves, and not those of the old one', async () => {
    const client = start()
    await live(client)
    server.serve({ hero: 'B' })
    await client.setContext({ targetingKey: 'u2' })
    expect([client.get('hero', '-'), client.context]).toEqual(['B', { targetingKey: 'u2' }])
    expect(server.requests.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, null])
    expect(server.requests[1]?.context).toEqual({ targetingKey: 'u2' })
  })
})

describe('a failure', () => {
  it.each([401, 403])('of %i is final', async (status) => {
    server.answer = () => new Response('', { status })
    const client = start()
    await vi.waitFor(() => expect(client.state.status).toBe('stopped'))
    expect(client.state).toMatchObject({ error: expect.stringContaining(`${status}: check the key`) })
    window.dispatchEvent(new Event('online'))
    expect([server.requests.length, clock.delaysMs]).toEqual([1, []])
  })

  it.each([
    ['seconds', '20'],
    ['an HTTP date', 'Wed, 07 Feb 2024 12:00:20 GMT'],
    ['a date-time', '2024-02-07T12:00:20Z'],
  ])('of 429 keeps the time that Retry-After names in %s, whoever comes back', async (_, retryAfter) => {
    server.answer = () => new Response('', { status: 429, headers: { 'retry-after': retryAfter } })
    const client = start({ random: () => 0.5 })
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([20_500]))
    server.answer = null
    window.dispatchEvent(new Event('online'))
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([20_500]))
    clock.advance(20_499)
    expect(server.requests).toHaveLength(1)
    clock.advance(1)
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
    server.answer = answer
    const client = start({ random: () => 0.5 })
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([500]))
    expect(client.state).toMatchObject({
      status: 'reconnecting',
      attempt: 1,
      error: expect.stringContaining(error),
    })
    clock.advance(500)
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([1000]))
    server.answer = null
    clock.advance(1000)
    await live(client)
  })

  it('is a request that takes too long, even where fetch ignores that it was given up', async () => {
    server.answer = () => new Promise<Response>(() => undefined)
    const client = start({ requestTimeoutMs: 700 })
    await requests(1)
    clock.advance(700)
    await vi.waitFor(() =>
      expect(client.state).toMatchObject({ error: expect.stringContaining('no answer within 700 ms') }),
    )
  })

  it('takes no value from the page', async () => {
    const client = start()
    await live(client)
    await waits()
    server.answer = () => new Response('', { status: 500 })
    clock.advance(36_000)
    await vi.waitFor(() => expect(client.state.status).toBe('reconnecting'))
    expect(client.get('hero', '-')).toBe('A')
  })
})

describe('an event stream', () => {
  it('is opened where the answer names one, asked around for what was missed, and without the headers', async () => {
    server.eventStreams = [{ type: 'pigeon', url: 'https://sse.test/x' }, null, ...sse]
    const client = start({ headers: { authorization: 'Bearer k' } })
    await requests(2)
    await live(client)
    expect(server.streams.map(({ url }) => url)).toEqual([secret])
    expect([...(server.streams[0]?.headers.keys() ?? [])]).toEqual(['accept'])
  })

  it.each([
    [{ requestUri: '/s?c=1' }, 'https://flags.test/s?c=1'],
    [{ requestUri: '/s', origin: 'https://sse.test' }, 'https://sse.test/s'],
  ])('may be given as an endpoint %#', async (endpoint, url) => {
    server.eventStreams = [{ type: 'sse', endpoint }]
    start()
    await vi.waitFor(() => expect(server.streams[0]?.url).toBe(url))
  })

  it('has the flags asked for anew, with what it says about them; other events mean nothing', async () => {
    const client = await streaming()
    server.streams[0]?.say({ type: 'tea' })
    server.serve({ hero: 'B' })
    server.streams[0]?.say({ type: 'refetchEvaluation', etag: 'e1', lastModified: 1771622898 })
    await shows(client, 'B')
    expect(server.requests).toHaveLength(3)
    expect(Object.fromEntries(server.requests[2]?.url.searchParams ?? [])).toEqual({
      flagConfigEtag: 'e1',
      flagConfigLastModified: '1771622898',
    })
    expect(server.requests[1]?.url.search).toBe('')
  })

  it('that says much while one request is under way causes one more', async () => {
    await streaming()
    const answer = Promise.withResolvers<null>()
    server.answer = () => answer.promise as never
    server.streams[0]?.say({ type: 'refetchEvaluation', etag: 'e1' })
    await requests(3)
    server.streams[0]?.say(...['e2', 'e3', 'e4'].map((etag) => ({ type: 'refetchEvaluation', etag })))
    answer.resolve(null)
    await requests(4)
    expect(server.requests[3]?.url.searchParams.get('flagConfigEtag')).toBe('e4')
    await waits()
    expect(server.requests).toHaveLength(4)
  })

  it('makes asking in intervals needless while it is open, and has it asked again each time it comes back', async () => {
    await streaming({ random: () => 0.5, pollIntervalMs: 10_000 })
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([10_000]))
    clock.advance(10_000)
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([10_000]))
    expect(server.requests).toHaveLength(2)
    server.streams[0]?.end()
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([10_000, 500]))
    clock.advance(500)
    await requests(3)
    expect(server.streams).toHaveLength(2)
  })

  it('that is no longer valid is asked for anew', async () => {
    const client = await streaming({ random: () => 0.5, pollIntervalMs: 10_000 })
    server.answer = (url) => (url === secret ? new Response('', { status: 403 }) : null)
    server.eventStreams = [{ type: 'sse', url: 'https://sse.test/stream?token=next' }]
    server.streams[0]?.end()
    await vi.waitFor(() => expect(clock.delaysMs).toHaveLength(2))
    clock.advance(500)
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([9500]))
    clock.advance(9500)
    await vi.waitFor(() => expect(server.streams[1]?.url).toContain('token=next'))
    expect(server.requests[2]?.headers.has('if-none-match')).toBe(false)
    await live(client)
  })

  it('is closed when the page is hidden for as long as the server says; all is asked for when it is seen', async () => {
    server.eventStreams = [{ type: 'sse', url: secret, inactivityDelaySec: 60 }]
    const client = start({ pollIntervalMs: 1_000_000 })
    await requests(2)
    await live(client)
    hide('hidden')
    clock.advance(59_999)
    expect(server.streams[0]?.isAborted()).toBe(false)
    clock.advance(1)
    expect(server.streams[0]?.isAborted()).toBe(true)
    clock.advance(5_000_000)
    expect(server.requests).toHaveLength(2)
    hide('visible')
    await requests(4)
    expect(server.requests[2]?.headers.has('if-none-match')).toBe(false)
    expect(server.streams).toHaveLength(2)
  })

  it('is opened again after a reload, though its address is kept nowhere and told nowhere', async () => {
    const write = vi.spyOn(storage, 'write')
    const first = await streaming()
    await first.close()
    const client = start()
    await vi.waitFor(() => expect(server.streams).toHaveLength(2))
    expect(server.requests[2]?.headers.has('if-none-match')).toBe(false)
    const kept = JSON.stringify([write.mock.calls, client.state, { ...localStorage }, { ...sessionStorage }])
    expect(kept).toContain('x-streams')
    expect(kept).not.toMatch(/secret|sse\.test/)
  })
})

it('says and asks nothing after it was closed', async () => {
  const client = await streaming()
  await client.close()
  expect([server.streams[0]?.isAborted(), clock.delaysMs]).toEqual([true, []])
})
