import { once } from 'node:events'
import { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { queryObjects } from 'node:v8'
import { ENDPOINTS } from '@halyard/protocol/wire'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createFlagService, type FlagServiceOptions } from '../flag-service.ts'
import { createMemoryStore } from '../memory-store.ts'
import { StreamResponse } from '../stream-response.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { readEvents } from '../testing/read-events.ts'
import { listen } from './node-http.ts'

const first = { flags: { checkout: toggle('off') } }
const second = { flags: { checkout: toggle('on') } }

async function setUp(options: Partial<FlagServiceOptions> = {}) {
  const store = createMemoryStore({ flagSet: first, lineage: 'line' })
  const service = createFlagService({ store, ...options })
  const listener = await listen(service)
  async function close() {
    service.close()
    await listener.close()
  }
  onTestFinished(close)
  return { store, service, listener, close }
}

/** Sends a request as it stands and resolves with the first line of the answer. */
async function ask(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write(request)
  const [data] = await once(socket, 'data')
  return String(data).split('\r\n', 1)[0] ?? ''
}

describe('listen', () => {
  it('answers on this machine only', async () => {
    const { listener } = await setUp()
    expect(listener.url).toBe(`http://127.0.0.1:${listener.port}`)
    const response = await fetch(listener.url + ENDPOINTS.snapshot)
    expect(await response.json()).toEqual({ revision: 'line.0', flagSet: first })
  })

  it('sends every event at once', async () => {
    const { listener, store } = await setUp()
    const events = readEvents(await fetch(listener.url + ENDPOINTS.stream))
    expect(await events.next()).toMatchObject({ type: 'hello' })
    expect(await events.next()).toMatchObject({ type: 'snapshot' })
    for (const flagSet of [second, first, second]) {
      const change = store.replaceFlagSet(flagSet)
      expect(await events.next()).toEqual({ type: 'change', ...change })
    }
  })

  it('passes on what a client holds', async () => {
    const { listener } = await setUp()
    const headers = { 'Last-Event-ID': 'line.0', 'If-None-Match': '"line.0"' }
    expect((await fetch(listener.url + ENDPOINTS.snapshot, { headers })).status).toBe(304)
  })

  it('frees the stream of a client that leaves', async () => {
    const { listener, service } = await setUp()
    const events = readEvents(await fetch(listener.url + ENDPOINTS.stream))
    await events.next()
    expect(service.streamCount).toBe(1)
    await events.close()
    await vi.waitFor(() => expect(service.streamCount).toBe(0))
  })

  it('cuts a client that never reads', async () => {
    const { listener, service, store } = await setUp({ maxQueueBytes: 2 ** 16 })
    const socket = connect(listener.port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.pause()
    socket.write(`GET ${ENDPOINTS.stream} HTTP/1.1\r\nHost: x\r\n\r\n`)
    await vi.waitFor(() => expect(service.streamCount).toBe(1))
    const text = 'x'.repeat(2 ** 20)
    await vi.waitFor(
      () => {
        store.replaceFlagSet({ flags: {}, metadata: { text, revision: store.current().revision } })
        expect(service.streamCount).toBe(0)
      },
      { timeout: 10_000, interval: 1 },
    )
  })

  it('ends streams with goodbye and then the socket', async () => {
    const { listener, close } = await setUp()
    const events = readEvents(
      await fetch(listener.url + ENDPOINTS.stream, { headers: { 'Last-Event-ID': 'line.0' } }),
    )
    await events.next()
    const isClosed = close()
    expect(await events.next()).toMatchObject({ type: 'goodbye' })
    expect(await events.next()).toBeUndefined()
    await isClosed
    await expect(fetch(listener.url)).rejects.toThrow()
  })

  it('closes although clients leave in the same moment', async () => {
    const { listener, service, close } = await setUp()
    const sockets = Array.from({ length: 3 }, () => connect(listener.port, '127.0.0.1'))
    for (const socket of sockets) socket.write(`GET ${ENDPOINTS.stream} HTTP/1.1\r\nHost: x\r\n\r\n`)
    await vi.waitFor(() => expect(service.streamCount).toBe(3))
    for (const socket of sockets) socket.resetAndDestroy()
    await expect(close()).resolves.toBeUndefined()
  })

  it('cuts what does not end by itself', async () => {
    const { listener } = await setUp()
    const response = await fetch(listener.url + ENDPOINTS.stream)
    await listener.close({ graceMs: 1 })
    await expect(response.text()).rejects.toThrow()
  })

  it('keeps nothing of the request that opened a stream', async () => {
    const { listener, service, store } = await setUp()
    const streams = await Promise.all(
      Array.from({ length: 20 }, async () => readEvents(await fetch(listener.url + ENDPOINTS.stream))),
    )
    for (const events of streams) {
      await events.next()
      await events.next()
    }
    expect(service.streamCount).toBe(20)
    // counts after a collection of garbage
    for (const made of [IncomingMessage, ServerResponse, StreamResponse]) {
      await vi.waitFor(() =>
        expect([made.name, queryObjects(made, { format: 'count' })]).toEqual([made.name, 0]),
      )
    }
    const change = store.replaceFlagSet(second)
    for (const events of streams) expect(await events.next()).toEqual({ type: 'change', ...change })
  })

  it.each([
    [
      'asked for together with a snapshot',
      `GET ${ENDPOINTS.snapshot} HTTP/1.1\r\nHost: x\r\n\r\n`,
      'HTTP/1.1',
    ],
    ['of a client that knows no chunks', '', 'HTTP/1.0'],
  ])('serves a stream %s', async (_, before, version) => {
    const { listener, store } = await setUp()
    const socket = connect(listener.port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    let text = ''
    socket.on('data', (data) => {
      text += data
    })
    socket.write(`${before}GET ${ENDPOINTS.stream} ${version}\r\nHost: x\r\n\r\n`)
    await vi.waitFor(() => expect(text).toContain('event: snapshot'))
    if (before) expect(text).toMatch(/^etag: "line.0"/im)
    store.replaceFlagSet(second)
    await vi.waitFor(() => expect(text).toContain('id: line.1'))
  })

  it('rejects with the code when the port is taken', async () => {
    const { listener, service } = await setUp()
    await expect(listen(service, { port: listener.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it.each([
    ['TRACE / HTTP/1.1', 'HTTP/1.1 405 Method Not Allowed'],
    ['GET http://[ HTTP/1.1', 'HTTP/1.1 400 Bad Request'],
    ['GET http://a:b@host/ HTTP/1.1', 'HTTP/1.1 400 Bad Request'],
    ['GET //host/ HTTP/1.1', 'HTTP/1.1 404 Not Found'],
    ['GET /%zz HTTP/1.1', 'HTTP/1.1 404 Not Found'],
  ])('answers "%s" with %s', async (line, status) => {
    const { listener } = await setUp()
    expect(await ask(listener.port, `${line}\r\nHost: x\r\nConnection: close\r\n\r\n`)).toBe(status)
  })

  it('reads a body that comes in pieces, with headers of one name put together', async () => {
    const { listener } = await setUp({ admitsClient: (secret) => secret === 'a, b' })
    const socket = connect(listener.port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    const headers = 'Host: x\r\nX-API-Key: a\r\nx-api-key: b\r\nContent-Length: 14\r\nConnection: close'
    socket.write(`POST /ofrep/v1/evaluate/flags/checkout HTTP/1.1\r\n${headers}\r\n\r\n{"cont`)
    await vi.waitFor(() => expect(socket.bytesWritten).toBeGreaterThan(0))
    socket.write('ext":{}}')
    const { promise: answered, resolve } = Promise.withResolvers<string>()
    let text = ''
    socket.on('data', (data) => {
      text += data
    })
    socket.on('end', () => resolve(text))
    expect(await answered).toMatch(/^HTTP\/1.1 200 OK\r\n.*\r\n\r\n{"key":"checkout",/s)
  })

  it('outlives a client that leaves in the middle of its body', async () => {
    const { service } = await setUp()
    const asked = Promise.withResolvers<{ readonly answer: Promise<Response> }>()
    const listener = await listen({
      fetch(request) {
        const answer = service.fetch(request)
        asked.resolve({ answer })
        return answer
      },
    })
    onTestFinished(() => listener.close())
    const socket = connect(listener.port, '127.0.0.1')
    socket.write('POST /ofrep/v1/evaluate/flags HTTP/1.1\r\nHost: x\r\nContent-Length: 14\r\n\r\n{"cont')
    const { answer } = await asked.promise
    socket.destroy()
    expect((await answer).status).toBe(400)
  })

  it('does not hang on a body that nobody reads', async () => {
    const { listener } = await setUp()
    const answers = await Promise.all(
      [1, 2].map(() =>
        fetch(listener.url + ENDPOINTS.snapshot, { method: 'POST', body: 'x'.repeat(2 ** 20) }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([405, 405])
  })
})
