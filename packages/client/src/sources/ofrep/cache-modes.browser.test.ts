import { describe, expect, it, vi } from 'vitest'
import type { FlagClient } from '../../flag-client.ts'
import type { FlagStorage } from '../../storage/flag-storage.ts'
import type { OfrepSourceOptions } from './ofrep-source.ts'
import { live, STREAM_URL, useOfrepFixture } from './testing/ofrep-fixture.ts'

const ofrep = useOfrepFixture()

const failure = (status: number) => (): Response => new Response('', { status })

/** The storage of a test, with a slot for the first frame. */
function withSlot(): FlagStorage {
  let text: string | null = null
  const write = (next: string): void => {
    text = next
  }
  return { ...ofrep.storage, firstPaint: { read: () => text, write, maxUnusedMs: 1000 } }
}

/** A visit that reads the flag, until it is closed. */
async function earlierVisit(storage: FlagStorage, options: Partial<OfrepSourceOptions> = {}): Promise<void> {
  const client = ofrep.start(options, undefined, { storage })
  await live(client)
  client.get('hero', '-')
  await client.close()
}

function visit(storage: FlagStorage, options: Partial<OfrepSourceOptions>): FlagClient {
  return ofrep.start({ random: () => 0.5, ...options }, undefined, { storage })
}

it('local-cache-first shows at once what an earlier visit got, as CACHED, in the first frame too', async () => {
  const storage = withSlot()
  await earlierVisit(storage)
  ofrep.server.answer = failure(500)
  const client = visit(storage, {})
  const paint = client.details('hero', '-')
  await client.ready()
  for (const details of [paint, client.details('hero', '-')]) {
    expect(details).toMatchObject({ value: 'A', variant: 'served', reason: 'CACHED', freshness: 'cached' })
  }
})

describe('network-first', () => {
  const cacheMode = 'network-first'

  it('shows nothing of an earlier visit while the server is asked, nor asks whether it still holds', async () => {
    const storage = withSlot()
    await earlierVisit(storage)
    const answer = Promise.withResolvers<null>()
    ofrep.server.answer = () => answer.promise as never
    const client = visit(storage, { cacheMode })
    await ofrep.requests(2)
    expect([client.get('hero', '-'), client.state.status]).toEqual(['-', 'loading'])
    expect(ofrep.server.requests[1]?.headers.has('if-none-match')).toBe(false)
    ofrep.server.serve({ hero: 'B' })
    answer.resolve(null)
    await live(client)
    expect(client.details('hero', '-')).toMatchObject({ value: 'B', reason: 'STATIC' })
  })

  it.each([
    ['answers 503', failure(503)],
    ['answers 429', failure(429)],
    ['cannot be reached', () => Promise.reject(new Error('offline'))],
    ['takes too long', () => new Promise<Response>(() => undefined)],
  ])('falls back to an earlier visit when the server %s, and goes on asking', async (_, answer) => {
    await earlierVisit(ofrep.storage)
    ofrep.server.answer = answer
    const client = visit(ofrep.storage, { cacheMode, requestTimeoutMs: 700 })
    await ofrep.requests(2)
    ofrep.clock.advance(700)
    await client.ready()
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', reason: 'CACHED' })
    ofrep.server.answer = null
    ofrep.clock.advance(500)
    await live(client)
    expect(ofrep.server.requests.at(-1)?.headers.get('if-none-match')).toBe('"1"')
  })

  it('opens the event streams of a server that it fell back for, though their addresses are not stored', async () => {
    ofrep.server.eventStreams = [{ type: 'sse', url: STREAM_URL }]
    await earlierVisit(ofrep.storage)
    const before = ofrep.server.streams.length
    ofrep.server.answer = failure(503)
    const client = visit(ofrep.storage, { cacheMode })
    await client.ready()
    ofrep.server.answer = null
    await ofrep.waitsFor(500)
    ofrep.clock.advance(500)
    await live(client)
    await vi.waitFor(() => expect(ofrep.server.streams).toHaveLength(before + 1))
  })

  it('falls back in every tab, also in those that another one asks for', async () => {
    await earlierVisit(ofrep.storage)
    ofrep.server.answer = failure(503)
    const tabs = [1, 2, 3].map(() => ofrep.start({ cacheMode }, undefined, { tabs: true }))
    for (const client of tabs) {
      await client.ready()
      expect(client.details('hero', '-')).toMatchObject({ value: 'A', reason: 'CACHED' })
    }
    expect(ofrep.server.requests).toHaveLength(2)
  })

  it.each([
    ['401', failure(401)],
    ['400', failure(400)],
    ['404', failure(404)],
    ['200 and no flags', () => new Response('<html>')],
  ])('shows nothing of an earlier visit when the server answers %s', async (_, answer) => {
    const read = vi.spyOn(ofrep.storage, 'read')
    await earlierVisit(ofrep.storage)
    read.mockClear()
    ofrep.server.answer = answer
    const client = visit(ofrep.storage, { cacheMode })
    await vi.waitFor(() => expect(client.state).toHaveProperty('error'))
    expect([read.mock.calls, client.get('hero', '-')]).toEqual([[], '-'])
  })

  it('waits for the server when the context changes, and falls back to what is stored of that context', async () => {
    await ofrep.start().close()
    const earlier = ofrep.start({}, { targetingKey: 'u2' })
    await live(earlier)
    await earlier.close()
    ofrep.server.serve({ hero: 'B' })
    const client = visit(ofrep.storage, { cacheMode })
    await live(client)
    ofrep.server.answer = failure(503)
    await client.setContext({ targetingKey: 'u2' })
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', reason: 'CACHED' })
  })
})

it('disabled stores nothing, and shows nothing that was', async () => {
  const storage = withSlot()
  await earlierVisit(storage)
  const used = [vi.spyOn(storage, 'read'), vi.spyOn(storage, 'write')]
  const kept = storage.firstPaint?.read()
  ofrep.server.answer = failure(503)
  const client = visit(storage, { cacheMode: 'disabled' })
  await vi.waitFor(() => expect(client.state.status).toBe('reconnecting'))
  expect(client.get('hero', '-')).toBe('-')
  ofrep.server.answer = null
  ofrep.server.serve({ hero: 'B' })
  ofrep.clock.advance(500)
  await live(client)
  expect(client.get('hero', '-')).toBe('B')
  await client.close()
  for (const use of used) expect(use).not.toHaveBeenCalled()
  expect(storage.firstPaint?.read()).toBe(kept)
})
