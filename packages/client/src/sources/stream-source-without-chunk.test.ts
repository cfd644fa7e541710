import { expect, it, vi } from 'vitest'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createFakeStreamServer } from '../testing/fake-stream-server.ts'
import { streamSource } from './stream-source.ts'

vi.mock('./poll-snapshots.ts', () => {
  throw new Error('no network')
})

it('goes on with the stream where the code that asks for snapshots cannot be loaded', async () => {
  const server = createFakeStreamServer()
  const clock = createFakeClock()
  const heard: unknown[] = []
  server.answer = () => new Response('', { status: 404 })
  const url = 'https://flags.test'
  const source = streamSource({ url, fetch: server.fetch, clock, random: () => 0.5 })
  const disconnect = source.connect({ held: undefined, receive: (event) => heard.push(event) > 0 })
  for (const [attempt, delayMs] of [
    [1, 500],
    [2, 1000],
  ] as const) {
    await vi.waitFor(() => expect(clock.delaysMs).toEqual([delayMs]))
    expect(heard.at(-1)).toEqual({ type: 'lost', attempt, error: `${url} answered 404` })
    clock.advance(delayMs)
  }
  await vi.waitFor(() => expect(server.connections).toHaveLength(3))
  expect(server.connections.map((connection) => connection.url.endsWith('/stream'))).toEqual([
    true,
    true,
    true,
  ])
  disconnect()
})
