import { encodeStreamEvent, type StreamEvent } from '@halyard/protocol/wire'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { streamSource } from './stream-source.ts'

const CLIENTS = 1000
const SEED = 20261122

/** One server of many clients that are all in this process. */
interface BusyServer {
  readonly fetch: typeof globalThis.fetch
  /** What it does with whoever comes: serves them, or something else. */
  answer: (() => Response) | null
  /** The instants at which clients came. */
  readonly arrivalsMs: number[]
  /** How many it serves. */
  readonly open: number
  /** Says something to everybody, and ends their streams. */
  end(last?: StreamEvent): void
}

function createBusyServer(clock: FakeClock): BusyServer {
  const encoder = new TextEncoder()
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const arrivalsMs: number[] = []
  const hello = { type: 'hello', revision: 'l.1', heartbeatMs: 3_600_000 } as const
  const server: BusyServer = {
    arrivalsMs,
    answer: null,
    async fetch() {
      arrivalsMs.push(clock.now())
      if (server.answer) return server.answer()
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(encoder.encode(encodeStreamEvent(hello)))
          streams.add(controller)
        },
      })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    },
    get open() {
      return streams.size
    },
    end(last) {
      for (const stream of streams) {
        if (last) stream.enqueue(encoder.encode(encodeStreamEvent(last)))
        stream.close()
      }
      streams.clear()
    },
  }
  return server
}

/** Numbers from 0 up to 1, the same in every run. Source: mulberry32, Tommy Ettinger, public domain. */
function createDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** Lets everything happen that does not wait for the clock. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe(`${CLIENTS} clients that lose their server together (seed ${SEED})`, { timeout: 60_000 }, () => {
  let clock: FakeClock
  let server: BusyServer
  let disconnects: readonly (() => void)[]

  beforeEach(async () => {
    clock = createFakeClock()
    server = createBusyServer(clock)
    const random = createDice(SEED)
    const { fetch } = server
    disconnects = Array.from({ length: CLIENTS }, () =>
      streamSource({ url: 'https://flags.test', fetch, clock, random }).connect({
        held: { revision: 'l.1', flagSet: { flags: {} } },
        receive: () => true,
      }),
    )
    await settle()
    expect(server.open).toBe(CLIENTS)
    // They have been there for a while.
    await pass(60_000, 5000)
    server.arrivalsMs.length = 0
  })

  afterEach(() => {
    for (const disconnect of disconnects) disconnect()
  })

  async function pass(ms: number, stepMs: number): Promise<void> {
    await settle()
    for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
      clock.advance(stepMs)
      await settle()
    }
  }

  /** How many came in each window from now on. Prints them. */
  async function countArrivals(title: string, windows: number, windowMs: number): Promise<readonly number[]> {
    const counts: number[] = []
    for (let window = 0; window < windows; window += 1) {
      const before = server.arrivalsMs.length
      await pass(windowMs, windowMs / 20)
      counts.push(server.arrivalsMs.length - before)
    }
    print(`${title}, arrivals per ${windowMs} ms: ${counts.join(' ')}`)
    return counts
  }

  it('spreads them over the time that it names when it closes', async () => {
    server.end({ type: 'goodbye', retryWithinMs: 5000 })
    const counts = await countArrivals('goodbye', 10, 500)
    expect(server.open).toBe(CLIENTS)
    expect(server.arrivalsMs).toHaveLength(CLIENTS)
    // A hundred are expected; four standard deviations are 38.
    for (const count of counts) expect(Math.abs(count - CLIENTS / 10)).toBeLessThan(38)
  })

  it('spreads them over a second when it is gone at once, and over ever longer times while it stays away', async () => {
    server.answer = () => Response.error()
    server.end()
    const first = await countArrivals('first second of an outage', 10, 100)
    // The first ones come for the second time before the last ones have come at all.
    for (const count of first) expect(count).toBeLessThan(CLIENTS / 5)
    await pass(119_000, 1000)
    const asked = server.arrivalsMs.length
    print(`two minutes of outage: ${(asked / CLIENTS).toFixed(1)} attempts per client`)
    expect(asked / CLIENTS).toBeLessThan(20)

    server.answer = null
    const back = await countArrivals('back after two minutes', 10, 3000)
    expect(server.open).toBe(CLIENTS)
    expect(back.reduce((sum, count) => sum + count)).toBe(CLIENTS)
    // Waits of up to 30 s, begun at any time before: 19 % of them end in the first tenth, and 1 % in the last.
    expect(Math.max(...back)).toBeLessThan(CLIENTS / 4)
    expect(Math.min(...back)).toBeGreaterThan(0)
  })

  it('keeps all of them away for as long as it asks for, and spreads them then', async () => {
    server.answer = () => new Response('', { status: 503, headers: { 'retry-after': '20' } })
    server.end()
    await pass(1000, 50)
    expect(server.arrivalsMs).toHaveLength(CLIENTS)
    server.answer = null
    await pass(19_000, 250)
    expect(server.open).toBeLessThan(CLIENTS / 20)
    const counts = await countArrivals('after Retry-After', 10, 300)
    expect(server.open).toBe(CLIENTS)
    expect(Math.max(...counts)).toBeLessThan(CLIENTS / 4)
  })
})
