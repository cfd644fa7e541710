import { describe, expect, it, vi } from 'vitest'
import { live, STREAM_URL, setVisibility, shows, useOfrepFixture } from './testing/ofrep-fixture.ts'

const ofrep = useOfrepFixture()

describe('an event stream', () => {
  it('is opened where the answer names one, asked around for what was missed, and without the headers', async () => {
    ofrep.server.eventStreams = [
      { type: 'pigeon', url: 'https://sse.test/x' },
      null,
      { type: 'sse', url: STREAM_URL },
    ]
    const client = ofrep.start({ headers: { authorization: 'Bearer k' } })
    await ofrep.requests(2)
    await live(client)
    expect(ofrep.server.streams.map(({ url }) => url)).toEqual([STREAM_URL])
    expect([...(ofrep.server.streams[0]?.headers.keys() ?? [])]).toEqual(['accept'])
  })

  it.each([
    [{ requestUri: '/s?c=1' }, 'https://flags.test/s?c=1'],
    [{ requestUri: '/s', origin: 'https://sse.test' }, 'https://sse.test/s'],
  ])('may be given as an endpoint %#', async (endpoint, url) => {
    ofrep.server.eventStreams = [{ type: 'sse', endpoint }]
    ofrep.start()
    await vi.waitFor(() => expect(ofrep.server.streams[0]?.url).toBe(url))
  })

  it('has the flags asked for anew, with what it says about them; other events mean nothing', async () => {
    const client = await ofrep.streaming()
    ofrep.server.streams[0]?.say({ type: 'tea' })
    ofrep.server.serve({ hero: 'B' })
    ofrep.server.streams[0]?.say({ type: 'refetchEvaluation', etag: 'e1', lastModified: 1771622898 })
    await shows(client, 'B')
    expect(ofrep.server.requests).toHaveLength(3)
    expect(Object.fromEntries(ofrep.server.requests[2]?.url.searchParams ?? [])).toEqual({
      flagConfigEtag: 'e1',
      flagConfigLastModified: '1771622898',
    })
    expect(ofrep.server.requests[1]?.url.search).toBe('')
  })

  it('that says much while one request is under way causes one more', async () => {
    await ofrep.streaming()
    const answer = Promise.withResolvers<null>()
    ofrep.server.answer = () => answer.promise as never
    ofrep.server.streams[0]?.say({ type: 'refetchEvaluation', etag: 'e1' })
    await ofrep.requests(3)
    ofrep.server.streams[0]?.say(...['e2', 'e3', 'e4'].map((etag) => ({ type: 'refetchEvaluation', etag })))
    answer.resolve(null)
    await ofrep.requests(4)
    expect(ofrep.server.requests[3]?.url.searchParams.get('flagConfigEtag')).toBe('e4')
    await ofrep.waits()
    expect(ofrep.server.requests).toHaveLength(4)
  })

  it('makes asking in intervals needless while it is open, and has it asked again each time it comes back', async () => {
    await ofrep.streaming({ random: () => 0.5, pollIntervalMs: 10_000 })
    await ofrep.waitsFor(10_000)
    ofrep.clock.advance(10_000)
    await ofrep.waitsFor(10_000)
    expect(ofrep.server.requests).toHaveLength(2)
    ofrep.server.streams[0]?.end()
    await ofrep.waitsFor(500)
    ofrep.clock.advance(500)
    await ofrep.requests(3)
    expect(ofrep.server.streams).toHaveLength(2)
  })

  it('that is no longer valid is asked for anew', async () => {
    const client = await ofrep.streaming({ random: () => 0.5, pollIntervalMs: 10_000 })
    const answer = vi.fn((url: string) => (url === STREAM_URL ? new Response('', { status: 403 }) : null))
    ofrep.server.answer = answer
    ofrep.server.eventStreams = [{ type: 'sse', url: 'https://sse.test/stream?token=next' }]
    ofrep.server.streams[0]?.end()
    await ofrep.waitsFor(500)
    ofrep.clock.advance(500)
    await vi.waitFor(() => expect(answer).toHaveBeenCalledWith(STREAM_URL))
    await vi.waitFor(() => expect(ofrep.clock.delaysMs).toEqual([9500]))
    ofrep.clock.advance(9500)
    await vi.waitFor(() => expect(ofrep.server.streams[1]?.url).toContain('token=next'))
    expect(ofrep.server.requests[2]?.headers.has('if-none-match')).toBe(false)
    await live(client)
  })

  it('that says nothing for too long is opened anew, and asked around; a comment is a word', async () => {
    const client = await ofrep.streaming({
      random: () => 0.5,
      streamSilenceMs: 60_000,
      pollIntervalMs: 9_000_000,
    })
    const [stream] = ofrep.server.streams
    await ofrep.waitsFor(5000)
    ofrep.clock.advance(32_000)
    stream?.write(':\n\n')
    await ofrep.waitsFor(5000)
    ofrep.server.serve({ hero: 'B' })
    ofrep.clock.advance(59_999)
    expect(stream?.isAborted()).toBe(false)
    ofrep.clock.advance(1)
    expect(stream?.isAborted()).toBe(true)
    await ofrep.waitsFor(500)
    ofrep.clock.advance(500)
    await shows(client, 'B')
    expect(ofrep.server.streams).toHaveLength(2)
  })

  it('that the server does not open in time is tried again', async () => {
    ofrep.server.eventStreams = [{ type: 'sse', url: STREAM_URL }]
    let opened = 0
    const fetch: typeof globalThis.fetch = async (url, init) => {
      if (url !== STREAM_URL) return ofrep.server.fetch(url, init)
      opened += 1
      return new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('given up')))
      })
    }
    await live(ofrep.start({ fetch, random: () => 0.5, requestTimeoutMs: 4000 }))
    await ofrep.waitsFor(4000)
    ofrep.clock.advance(4000)
    await ofrep.waitsFor(500)
    ofrep.clock.advance(500)
    await vi.waitFor(() => expect(opened).toBe(2))
  })

  it('is not trusted when the network comes back', async () => {
    await ofrep.streaming({ random: () => 0.5 })
    window.dispatchEvent(new Event('online'))
    expect(ofrep.server.streams[0]?.isAborted()).toBe(true)
    await ofrep.waitsFor(500)
    ofrep.clock.advance(500)
    await vi.waitFor(() => expect(ofrep.server.streams).toHaveLength(2))
  })

  it('is closed when the page is hidden for as long as the server says; all is asked for when it is seen', async () => {
    ofrep.server.eventStreams = [{ type: 'sse', url: STREAM_URL, inactivityDelaySec: 60 }]
    const client = ofrep.start({ pollIntervalMs: 1_000_000 })
    await ofrep.requests(2)
    await live(client)
    setVisibility('hidden')
    ofrep.clock.advance(59_999)
    expect(ofrep.server.streams[0]?.isAborted()).toBe(false)
    ofrep.clock.advance(1)
    expect(ofrep.server.streams[0]?.isAborted()).toBe(true)
    ofrep.clock.advance(5_000_000)
    expect(ofrep.server.requests).toHaveLength(2)
    setVisibility('visible')
    await ofrep.requests(4)
    expect(ofrep.server.requests[2]?.headers.has('if-none-match')).toBe(false)
    expect(ofrep.server.streams).toHaveLength(2)
  })

  it('that is closed because nobody looks ends the asking after a failure too', async () => {
    await ofrep.streaming({ random: () => 0.5, inactivityDelayMs: 60_000 })
    ofrep.server.answer = () => new Response('', { status: 429, headers: { 'retry-after': '120' } })
    ofrep.server.streams[0]?.say({ type: 'refetchEvaluation' })
    await ofrep.waitsFor(120_500)
    ofrep.server.answer = null
    setVisibility('hidden')
    ofrep.clock.advance(120_500)
    await ofrep.waitsFor(30_000)
    ofrep.clock.advance(90_000)
    expect(ofrep.server.requests).toHaveLength(3)
    setVisibility('visible')
    await ofrep.requests(5)
    expect(ofrep.server.requests[3]?.headers.has('if-none-match')).toBe(false)
  })

  it('is opened again after a reload, though its address is kept nowhere and told nowhere', async () => {
    const write = vi.spyOn(ofrep.storage, 'write')
    const first = await ofrep.streaming()
    await first.close()
    const client = ofrep.start()
    await vi.waitFor(() => expect(ofrep.server.streams).toHaveLength(2))
    expect(ofrep.server.requests[2]?.headers.has('if-none-match')).toBe(false)
    const kept = JSON.stringify([write.mock.calls, client.state, { ...localStorage }, { ...sessionStorage }])
    expect(kept).toContain('x-streams')
    expect(kept).not.toMatch(/secret|sse\.test/)
  })
})
