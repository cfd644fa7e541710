import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { ENDPOINTS } from '@halyard/protocol/wire'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFlagService } from '../flag-service.ts'
import { createMemoryStore } from '../memory-store.ts'
import { operateService } from '../operations/operate-service.ts'
import type { ObservedAnswer } from '../operations/service-observer.ts'
import type { ConnectionOptions } from './connection-gate.ts'
import { listen } from './node-http.ts'

async function setUp(options: ConnectionOptions = {}, host = '127.0.0.1') {
  const service = createFlagService({ store: createMemoryStore() })
  const answers: ObservedAnswer[] = []
  const operated = operateService(service, { answered: (answer) => answers.push(answer) })
  const listener = await listen(operated, { host, ...options })
  onTestFinished(async () => {
    service.close()
    await listener.close({ graceMs: 1 })
  })
  /** Sends a request on a connection of its own and waits for the head of the answer. */
  async function ask(path: string, headers: readonly string[] = [], from = '127.0.0.1') {
    const socket = connect({ port: listener.port, host: listener.host, localAddress: from })
    onTestFinished(() => void socket.destroy())
    socket.write(`GET ${path} HTTP/1.1\r\n${['Host: x', ...headers].join('\r\n')}\r\n\r\n`)
    const [data] = await once(socket, 'data')
    const [head = '', body = ''] = String(data).split('\r\n\r\n')
    return { socket, status: Number(head.split(' ')[1]), head, body }
  }
  return { listener, answers, ask, service }
}

/** Closes a connection, and asks until the service has noticed. */
async function leave(socket: Socket): Promise<void> {
  socket.destroy()
  await once(socket, 'close')
}

describe('bounds of connections', () => {
  it('hold for each address, streams included, until one of them is closed', async () => {
    const { ask, answers, service } = await setUp({ maxConnectionsPerAddress: 2 })
    const stream = await ask(ENDPOINTS.stream)
    const idle = await ask(ENDPOINTS.snapshot)
    expect([stream.status, idle.status]).toEqual([200, 200])
    const refused = await ask(ENDPOINTS.snapshot)
    expect(refused.status).toBe(429)
    expect(refused.head).toMatch(/^retry-after: 30\r?$/m)
    expect(refused.head).toMatch(/^connection: close\r?$/im)
    expect(refused.body).toContain('This address holds 2 connections already')
    await once(refused.socket, 'end')
    expect(answers.at(-1)).toMatchObject({ status: 429, route: ENDPOINTS.snapshot })
    expect((await ask(ENDPOINTS.snapshot, [], '127.0.0.2')).status, 'another address').toBe(200)
    expect(service.streamCount).toBe(1)
    await leave(stream.socket)
    await expect.poll(() => service.streamCount).toBe(0)
    expect((await ask(ENDPOINTS.snapshot)).status).toBe(200)
  })

  it('hold for all together', async () => {
    const { ask } = await setUp({ maxConnections: 2 })
    for (const from of ['127.0.0.1', '127.0.0.2']) await ask(ENDPOINTS.stream, [], from)
    const refused = await ask(ENDPOINTS.stream, [], '127.0.0.3')
    expect([refused.status, refused.body]).toEqual([503, expect.stringContaining('The service holds 2')])
  })

  it('do not hold for a proxy that is trusted', async () => {
    const { ask } = await setUp({ maxConnectionsPerAddress: 1, trustedProxies: ['loopback'] })
    for (let count = 0; count < 3; count++) expect((await ask(ENDPOINTS.stream)).status).toBe(200)
  })
})

describe('where a request comes from', () => {
  const forwarded = ['X-Forwarded-For: 192.0.2.66, 192.0.2.7, 10.1.2.3', 'X-Forwarded-Proto: https, http']

  it('is what proxies say that are trusted, and nobody before them', async () => {
    const { ask, answers } = await setUp({ trustedProxies: ['127.0.0.1', '10.0.0.0/8'] })
    const { head } = await ask(ENDPOINTS.snapshot, forwarded)
    expect(answers.at(-1)?.address).toBe('192.0.2.7')
    expect(head).toContain('strict-transport-security')
    await ask(ENDPOINTS.snapshot, ['X-Forwarded-For: 2001:db8:1:2:3:4:5:6'])
    expect(answers.at(-1)?.address).toBe('2001:db8:1:2::/64')
    await ask(ENDPOINTS.snapshot, ['X-Forwarded-For: ::ffff:192.0.2.9'])
    expect(answers.at(-1)?.address).toBe('192.0.2.9')
    await ask(ENDPOINTS.snapshot, ['X-Forwarded-For: <script>'])
    expect(answers.at(-1)?.address).toBe('unknown')
  })

  it('is its connection where nobody is trusted, or somebody else', async () => {
    for (const options of [{}, { trustedProxies: ['10.0.0.0/8'] }]) {
      const { ask, answers } = await setUp(options)
      const { head } = await ask(ENDPOINTS.snapshot, forwarded)
      expect(answers.at(-1)?.address).toBe('127.0.0.1')
      expect(head).not.toContain('strict-transport-security')
    }
  })

  it('needs proxies that are addresses', async () => {
    await expect(setUp({ trustedProxies: ['my-proxy'] })).rejects.toThrow(
      /a trusted proxy is an address.*10\.0\.0\.0\/8/,
    )
  })
})
