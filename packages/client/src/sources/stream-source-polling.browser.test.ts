import { formatRevision, type Snapshot } from '@halyard/protocol/wire'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Diagnostic } from '../diagnostic.ts'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { createFakeStreamServer, type FakeStreamServer } from '../testing/fake-stream-server.ts'
import { flag } from '../testing/fake-view.ts'
import type { SourceEvent } from './flag-source.ts'
import { streamSource } from './stream-source.ts'

const INTERVAL_MS = 10_000

let server: FakeStreamServer
let clock: FakeClock
let served: Snapshot
/** What the way to the server does to a stream. */
let refuse: (() => Response) | null
let heard: string[]
let diagnostics: Diagnostic[]
let held: Snapshot | undefined
let disconnect = (): void => undefined

function serve(number: number): void {
  served = { revision: formatRevision('l', number), flagSet: { flags: { hero: flag() } } }
}

/** Answers as a service whose headers no page of another origin may read. */
function answerSnapshot(headers: Headers): Response {
  if (headers.get('if-none-match') === `"${served.revision}"`) return new Response(null, { status: 304 })
  return Response.json(served)
}

beforeEach(() => {
  server = createFakeStreamServer()
  server.answer = (url, headers) =>
    url.endsWith('/snapshot') ? answerSnapshot(headers) : (refuse?.() ?? null)
  clock = createFakeClock()
  heard = []
  diagnostics = []
  held = undefined
  serve(1)
})

afterEach(() => disconnect())

function connect(): void {
  const { fetch } = server
  const pollIntervalMs = INTERVAL_MS
  const url = 'https://flags.test'
  const source = streamSource({ url, fetch, clock, pollIntervalMs, connectTimeoutMs: 300, random: () => 0.5 })
  disconnect = source.connect({
    get held() {
      return held
    },
    receive(event: SourceEvent) {
      heard.push('revision' in event ? `${event.type} ${event.revision}` : event.type)
      if (event.type === 'snapshot') held = event
      return true
    },
    onDiagnostic: (diagnostic) => void diagnostics.push(diagnostic),
  })
}

const asked = (): string[] => server.connections.map(({ url }) => url.split('/').at(-1) ?? '')

const hears = (...events: string[]): Promise<void> => vi.waitFor(() => expect(heard).toEqual(events))

/** Waits until the source waits for nothing but its clock, and moves that on. */
async function passInterval(): Promise<void> {
  await vi.waitFor(() => expect(clock.delaysMs).toEqual([INTERVAL_MS]))
  clock.advance(INTERVAL_MS)
}

const JSON_TYPE = { 'content-type': 'application/json' }
const status = (code: number) => () => new Response(null, { status: code })
const html = () => new Response('<html>', { headers: { 'content-type': 'text/html' } })

it.each<[string, () => Response]>([
  ['404', status(404)],
  ['405', status(405)],
  ['406', status(406)],
  ['501', status(501)],
  ['another content type', html],
  ['nothing at all', status(204)],
])('asks for snapshots where the stream is answered with %s', async (_, answer) => {
  refuse = answer
  connect()
  await hears('lost', 'snapshot l.1')
  await passInterval()
  // It was not asked for long before, so the stream comes first.
  await hears('lost', 'snapshot l.1', 'current l.1')
  serve(2)
  await passInterval()
  await hears('lost', 'snapshot l.1', 'current l.1', 'snapshot l.2')
  expect(asked()).toEqual(['stream', 'snapshot', 'stream', 'snapshot', 'snapshot'])
  expect(diagnostics).toEqual([
    { code: 'stream-refused', message: expect.stringContaining('asked for snapshots every 10 s instead') },
  ])
})

it('asks for snapshots where something holds streams back', async () => {
  refuse = null
  connect()
  for (const count of [1, 2]) {
    await vi.waitFor(() => expect(asked()).toHaveLength(count))
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([300]))
    clock.advance(300)
    if (count === 2) break
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([500]))
    clock.advance(500)
  }
  await hears('lost', 'lost', 'snapshot l.1')
  expect(asked()).toEqual(['stream', 'stream', 'snapshot'])
})

it('goes back to the stream when that gets through', async () => {
  refuse = status(404)
  connect()
  await hears('lost', 'snapshot l.1')
  refuse = null
  await passInterval()
  await vi.waitFor(() => expect(asked()).toEqual(['stream', 'snapshot', 'stream']))
  server.connections[2]?.say({ type: 'hello', revision: 'l.1', heartbeatMs: 1000 })
  await hears('lost', 'snapshot l.1', 'current l.1')
  server.connections[2]?.end()
  await hears('lost', 'snapshot l.1', 'current l.1', 'lost')
})

it('asks at once when the user comes back', async () => {
  refuse = status(404)
  connect()
  await hears('lost', 'snapshot l.1')
  await vi.waitFor(() => expect(clock.delaysMs).toEqual([INTERVAL_MS]))
  serve(2)
  document.dispatchEvent(new Event('visibilitychange'))
  await hears('lost', 'snapshot l.1', 'snapshot l.2')
})

it.each<[string, () => Response]>([
  ['an error', status(500)],
  ['half of a snapshot', () => new Response('{"revision":"l.2","flagSet":{"fl', { headers: JSON_TYPE })],
  ['a page', html],
])('keeps what it holds when a snapshot turns out to be %s, says so, and comes back', async (_, answer) => {
  refuse = status(404)
  connect()
  await hears('lost', 'snapshot l.1')
  await passInterval()
  await hears('lost', 'snapshot l.1', 'current l.1')
  server.answer = answer
  await passInterval()
  await hears('lost', 'snapshot l.1', 'current l.1', 'lost')
  expect(held?.revision).toBe('l.1')
})

it('stops for good where a snapshot is refused', async () => {
  server.answer = (url) => new Response('', { status: url.endsWith('/stream') ? 404 : 403 })
  connect()
  await hears('lost', 'refused')
  expect(clock.delaysMs).toEqual([])
})

it('gives up a snapshot that does not come', async () => {
  refuse = status(404)
  server.answer = (url) => (url.endsWith('/stream') ? status(404)() : null)
  connect()
  await vi.waitFor(() => expect(asked()).toEqual(['stream', 'snapshot']))
  server.connections[1]?.write('{')
  await vi.waitFor(() => expect(clock.delaysMs).toEqual([300]))
  clock.advance(300)
  await hears('lost', 'lost')
  expect(server.connections[1]?.isAborted()).toBe(true)
})

it('asks for nothing any more once it is disconnected, as pages are that were hidden for long', async () => {
  refuse = status(404)
  connect()
  await hears('lost', 'snapshot l.1')
  await vi.waitFor(() => expect(clock.delaysMs).toEqual([INTERVAL_MS]))
  disconnect()
  expect(clock.delaysMs).toEqual([])
  document.dispatchEvent(new Event('visibilitychange'))
  clock.advance(INTERVAL_MS)
  await Promise.resolve()
  expect(asked()).toEqual(['stream', 'snapshot'])
})
