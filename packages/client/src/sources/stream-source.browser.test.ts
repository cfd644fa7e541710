import type { Revision } from '@halyard/protocol/wire'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { change, snapshot } from '../testing/fake-source.ts'
import {
  createFakeStreamServer,
  type FakeConnection,
  type FakeStreamServer,
} from '../testing/fake-stream-server.ts'
import { flag } from '../testing/fake-view.ts'
import type { SourceEvent } from './flag-source.ts'
import { type StreamSourceOptions, streamSource } from './stream-source.ts'

const first = snapshot('l.1', { hero: flag() })
const hello = (revision: Revision = 'l.1') => ({ type: 'hello', revision, heartbeatMs: 1000 }) as const

let server: FakeStreamServer
let clock: FakeClock
let heard: SourceEvent[]
/** What the client answers to the next event. */
let taken: boolean
let held: typeof first | undefined
let disconnect = (): void => undefined

beforeEach(() => {
  server = createFakeStreamServer()
  clock = createFakeClock()
  heard = []
  taken = true
  held = undefined
})

afterEach(() => disconnect())

function connect(options: Partial<StreamSourceOptions> = {}): void {
  const source = streamSource({
    url: 'https://flags.test/',
    fetch: server.fetch,
    clock,
    random: () => 0.5,
    ...options,
  })
  disconnect = source.connect({
    get held() {
      return held
    },
    receive(event) {
      heard.push(event)
      if (event.type === 'snapshot') held = first
      return taken
    },
  })
}

async function connection(number: number): Promise<FakeConnection> {
  await vi.waitFor(() => expect(server.connections).toHaveLength(number))
  return server.connections[number - 1] as FakeConnection
}

const hears = (...events: unknown[]): Promise<void> =>
  vi.waitFor(() => expect(heard).toEqual(events.map((event) => expect.objectContaining(event))))

describe('streamSource', () => {
  it('asks for the stream below the base URL, with the headers it was given', async () => {
    connect({ headers: { authorization: 'Bearer key' } })
    const { url, headers } = await connection(1)
    expect(url).toBe('https://flags.test/halyard/v1/stream')
    expect([headers.get('authorization'), headers.get('last-event-id')]).toEqual(['Bearer key', null])
  })

  it('passes on snapshot and changes, across any cut of the bytes', async () => {
    connect()
    const stream = await connection(1)
    stream.say(hello())
    stream.say({ ...first, type: 'snapshot' })
    stream.write('event: change\nid: l.2\ndata: {"revision":"l.2","prev')
    stream.write('ious":"l.1","changes":{}}\n\n: heartbeat\n\nevent: news\ndata: of a later version\n\n')
    await hears(first, { type: 'change', revision: 'l.2', previous: 'l.1' })
  })

  it('resumes after what the client holds, and says when that is current', async () => {
    held = first
    connect()
    const stream = await connection(1)
    expect(stream.headers.get('last-event-id')).toBe('l.1')
    stream.say(hello())
    await hears({ type: 'current', revision: 'l.1' })
  })

  it('comes back after a random wait that grows, and starts anew after a stream that lasted', async () => {
    connect({ connectTimeoutMs: 300 })
    for (const [attempt, delayMs] of [500, 1000, 2000].entries()) {
      ;(await connection(attempt + 1)).end()
      await vi.waitFor(() => expect(clock.delaysMs).toEqual([delayMs]))
      clock.advance(delayMs)
    }
    const brief = await connection(4)
    brief.say(hello())
    brief.end()
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([4000]))
    clock.advance(4000)
    const lasting = await connection(5)
    lasting.say({ ...hello(), heartbeatMs: 60_000 })
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([5000]))
    clock.advance(8000)
    lasting.end()
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([500]))
    expect(heard.map((event) => event.type === 'lost' && event.attempt)).toEqual([1, 2, 3, 4, 1])
  })

  it.each([
    ['the network is back', () => window.dispatchEvent(new Event('online'))],
    ['the user is back', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('comes back at once when %s', async (_, comeBack) => {
    connect()
    ;(await connection(1)).end()
    await hears({ type: 'lost' })
    comeBack()
    await connection(2)
  })

  it('gives up a connection over the network of before, and comes back', async () => {
    connect({ connectTimeoutMs: 300 })
    const stream = await connection(1)
    window.dispatchEvent(new Event('online'))
    expect(stream.isAborted()).toBe(false)
    stream.say({ ...hello(), heartbeatMs: 60_000 })
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([5000]))
    window.dispatchEvent(new Event('online'))
    await hears({ type: 'lost', attempt: 1, error: 'the network was away' })
    clock.advance(500)
    await connection(2)
  })

  it('takes two missed heartbeats for a dead connection; any line counts as life', async () => {
    connect()
    const stream = await connection(1)
    stream.say(hello())
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([2500]))
    clock.advance(2400)
    stream.write(':\n')
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([2500]))
    clock.advance(2500)
    await hears({ type: 'lost', error: 'the service said nothing for 2.5 s' })
    expect(stream.isAborted()).toBe(true)
  })

  it.each([60_000, -60_000])('takes a clock that jumped %i ms for a dead connection', async (ms) => {
    held = first
    connect()
    const stream = await connection(1)
    stream.say({ ...hello(), heartbeatMs: 10_000 })
    await hears({ type: 'current' })
    clock.advance(5000)
    expect(stream.isAborted()).toBe(false)
    clock.jump(ms)
    clock.advance(5000)
    await hears({ type: 'current' }, { type: 'lost', error: 'the service said nothing for 25 s' })
    expect(stream.isAborted()).toBe(true)
  })

  it('does not wait for ever for a first word, whatever trickles in before it', async () => {
    connect({ connectTimeoutMs: 300 })
    const stream = await connection(1)
    clock.advance(299)
    stream.write(':\n: a proxy says that it is there\n\n')
    clock.advance(1)
    await hears({ type: 'lost', error: 'the service said nothing for 0.3 s' })
  })

  it('takes a trickle in the middle of an event for a dead connection, and a slow network for a slow network', async () => {
    connect()
    const stream = await connection(1)
    stream.say(hello())
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([2500]))
    stream.write('event: snapshot\ndata: {')
    for (let piece = 1; piece <= 3; piece += 1) {
      await vi.waitFor(() => expect(clock.delaysMs).toEqual([2500]))
      clock.advance(2000)
      stream.write('x'.repeat(1000))
    }
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([2500]))
    clock.advance(2000)
    stream.write('x')
    clock.advance(500)
    await hears({ type: 'lost', error: 'the service said nothing for 2.5 s' })
  })

  it('comes back within the time that the service asks for', async () => {
    connect()
    const stream = await connection(1)
    stream.say({ type: 'goodbye', retryWithinMs: 8000 })
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([4000]))
    expect(stream.isAborted()).toBe(true)
  })

  it('starts over with a snapshot when a change does not connect, or an event is damaged', async () => {
    held = first
    connect()
    const stream = await connection(1)
    taken = false
    stream.say(change('l.8', 'l.9', {}) as never)
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([500]))
    clock.advance(500)
    const second = await connection(2)
    expect(second.headers.has('last-event-id')).toBe(false)
    second.write('event: snapshot\ndata: {}\n\n')
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([1000]))
    clock.advance(1000)
    expect((await connection(3)).headers.has('last-event-id')).toBe(false)
  })

  it.each([401, 403])('stops for good at %i', async (status) => {
    server.answer = () => new Response('', { status })
    connect()
    await hears({ type: 'refused', error: expect.stringContaining(String(status)) })
    expect(clock.delaysMs).toEqual([])
  })

  it.each([
    [() => new Response('', { status: 503 }), /answered 503/],
    [() => Response.error(), /answered 0/],
    [
      () => {
        throw new TypeError('Failed to fetch')
      },
      /flags.test\/ cannot be read: Failed to fetch/,
    ],
  ])('says what is wrong with an answer, and comes back', async (answer, error) => {
    server.answer = answer
    connect()
    await hears({ type: 'lost', error: expect.stringMatching(error) })
    server.answer = null
    clock.advance(500)
    ;(await connection(2)).say(first as never)
    await hears({ type: 'lost' }, first)
  })

  it.each([429, 503])(
    'waits as long as an answer %i asks for, and then as long as the dice say',
    async (status) => {
      server.answer = () => new Response('', { status, headers: { 'retry-after': '120' } })
      connect()
      await hears({ type: 'lost' })
      expect(clock.delaysMs).toEqual([120_500])
      server.answer = null
      window.dispatchEvent(new Event('online'))
      clock.advance(120_499)
      expect(server.connections).toHaveLength(1)
      clock.advance(1)
      await connection(2)
    },
  )

  it('says nothing and opens nothing after it was disconnected', async () => {
    connect()
    const stream = await connection(1)
    disconnect()
    expect(stream.isAborted()).toBe(true)
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([]))
    expect(heard).toEqual([])
  })
})
