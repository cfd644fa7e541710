import { expect, it, vi } from 'vitest'
import { live, STREAM_URL, shows, useOfrepFixture } from './testing/ofrep-fixture.ts'

vi.mock('./event-streams.ts', () => {
  throw new Error('this chunk is gone')
})

const ofrep = useOfrepFixture()

it('asks in intervals where the code for event streams cannot be loaded, says so once, and tries again', async () => {
  const { server, clock } = ofrep
  const onDiagnostic = vi.fn()
  server.eventStreams = [{ type: 'sse', url: STREAM_URL }]
  const client = ofrep.start({ random: () => 0.5 }, undefined, { onDiagnostic })
  await live(client)
  await vi.waitFor(() => expect(onDiagnostic).toHaveBeenCalled())
  for (const value of ['B', 'C']) {
    server.serve({ hero: value })
    await ofrep.waitsFor(30_000)
    clock.advance(30_000)
    await shows(client, value)
  }
  expect(server.requests.map(({ headers }) => headers.has('if-none-match'))).toEqual([false, false, false])
  expect(onDiagnostic.mock.calls).toEqual([
    [{ code: 'stream-refused', message: expect.stringContaining('cannot be loaded') }],
  ])
})
