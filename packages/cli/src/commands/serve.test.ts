import { once } from 'node:events'
import { mkdir, rename } from 'node:fs/promises'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { ENDPOINTS, OPERATING_ENDPOINTS } from '@halyard/protocol/wire'
import { describe, expect, it } from 'vitest'
import { runHalyard, startHalyard, temporaryFolder } from '../testing/halyard-process.ts'

const FLAGS = '/halyard/v1/environments/production/flags'
const FLAG = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }

interface LogLine {
  readonly level: string
  readonly time: string
  readonly event: string
  readonly [detail: string]: unknown
}

/** A folder with a database, a management token and, where it is wanted, a client key. */
async function prepare(hasClientKey = false) {
  const folder = await temporaryFolder()
  const create = async (...words: readonly string[]) => {
    const { output } = await runHalyard(['token', 'create', ...words, '--json'], folder)
    return String(JSON.parse(output).secret)
  }
  const token = await create('admin')
  return { folder, token, clientKey: hasClientKey ? await create('web', '--client', 'production') : '' }
}

/** Runs `halyard serve` with a log that is collected. */
async function serve(folder: string, ...words: readonly string[]) {
  const halyard = startHalyard(['serve', '--port', '0', '--log', 'json', ...words], folder)
  const listening = JSON.parse(await halyard.line(/"event":"listening"/)) as LogLine
  const url = String(listening.url)
  return { halyard, url, ask: (path: string, init?: RequestInit) => fetch(url + path, init) }
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' })

describe('halyard serve --log json', { timeout: 30_000 }, () => {
  it('has a line for each request and write, and no secret in any', async () => {
    const { folder, token, clientKey } = await prepare(true)
    const { halyard, url, ask } = await serve(folder, '--log-requests')
    const wrong = 'halyard_mt_wrong-but-secret'
    const trigger = 'tr1gger-that-nobody-may-know'
    const secrets = [token, clientKey, wrong, trigger]
    const init = (method: string, body: object, headers: Record<string, string>) =>
      ({ method, body: JSON.stringify(body), headers }) as const
    const addresses = secrets.flatMap((secret) => [
      `${ENDPOINTS.snapshot}?key=${secret}`,
      `${ENDPOINTS.stream}?key=${secret}`,
      `${OPERATING_ENDPOINTS.metrics}?key=${secret}`,
      `/halyard/v1/trigger/${secret}`,
      `/halyard/v1/environments/${secret}/flags/${secret}`,
      `/ofrep/v1/evaluate/flags/${secret}`,
    ])
    for (const path of addresses) {
      for (const headers of [{}, { 'X-API-Key': clientKey }, bearer(token), bearer(wrong)] as const) {
        const { body } = await ask(path, { headers })
        await body?.cancel()
        await ask(path, init('POST', { context: { targetingKey: trigger } }, headers))
      }
    }
    const flag = { key: 'checkout', flag: FLAG, reason: trigger }
    expect((await ask(FLAGS, init('POST', flag, bearer(token)))).status).toBe(201)
    expect(
      (await ask(FLAGS, init('POST', { ...flag, flag: { variants: trigger } }, bearer(token)))).status,
    ).toBe(409)
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(`GET /?key=${token} HTTP/9\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    await once(socket.resume(), 'end')

    const { exitCode, output, errors } = await halyard.end('SIGTERM')
    expect([exitCode, errors]).toEqual([0, ''])
    for (const secret of secrets) expect(output).not.toContain(secret.slice(-12))
    const lines = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LogLine)
    for (const { level, time } of lines) {
      expect([level, new Date(time).toISOString()]).toEqual([
        expect.stringMatching(/^(info|warn|error)$/),
        time,
      ])
    }
    const of = (name: string) => lines.filter(({ event }) => event === name)
    expect(of('request').length).toBe(addresses.length * 8 + 2)
    expect(of('request').at(-1)).toMatchObject({
      route: `${FLAGS.replace('production', '{environment}')}`,
      status: 409,
    })
    expect(of('write')).toEqual([
      expect.objectContaining({ author: 'admin', action: 'create', revision: expect.stringMatching(/\.1$/) }),
    ])
    expect(lines.at(-1)).toMatchObject({ event: 'stopped' })
  })

  it('makes no token by itself, and says how to make one', async () => {
    const halyard = startHalyard(['serve', '--port', '0', '--log', 'json'], await temporaryFolder())
    expect(await halyard.line(/"event":"no-token"/)).toContain('halyard token create admin --db ./halyard.db')
    const { output } = await halyard.end()
    expect(output).not.toContain('halyard_mt_')
  })
})

describe('halyard serve, operated', { timeout: 30_000 }, () => {
  it('shows metrics to whoever may read the environment, and to nobody else', async () => {
    const { folder, token, clientKey } = await prepare(true)
    const { ask } = await serve(folder)
    await ask(ENDPOINTS.snapshot, { headers: { 'X-API-Key': clientKey } })
    for (const headers of [{}, bearer(clientKey)] as const) {
      expect((await ask(OPERATING_ENDPOINTS.metrics, { headers })).status).toBe(401)
    }
    const answer = await ask(OPERATING_ENDPOINTS.metrics, { headers: bearer(token) })
    const text = await answer.text()
    const counted = 'halyard_requests_total{route="/halyard/v1/snapshot",method="GET",status="200"} 1'
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([counted, 'halyard_streams 0', 'halyard_revision 0']),
    )
  })

  it('lets in pages of the origins that are named', async () => {
    const { folder } = await prepare()
    const origins = ['https://app.example.com', 'https://www.example.com']
    const { ask } = await serve(folder, ...origins.flatMap((origin) => ['--allow-origin', origin]))
    for (const origin of origins) {
      const { headers } = await ask(ENDPOINTS.snapshot, { headers: { Origin: origin } })
      expect(headers.get('access-control-allow-origin')).toBe(origin)
    }
    const elsewhere = await ask(ENDPOINTS.snapshot, { headers: { Origin: 'https://example.com' } })
    expect(elsewhere.status).toBe(403)
  })

  it('says when an address asks too often', async () => {
    const { folder } = await prepare()
    const { ask } = await serve(folder, '--rate-limit', '1')
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(ENDPOINTS.snapshot)))
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.headers.get('retry-after')).toBe('1')
    expect((await ask(ENDPOINTS.health)).status).toBe(200)
  })

  it('is not ready while its disk cannot be written, and is again afterwards', async () => {
    const { folder } = await prepare()
    const [here, elsewhere] = [join(folder, 'here'), join(folder, 'elsewhere')]
    await mkdir(here)
    const { ask } = await serve(folder, '--db', 'here/halyard.db')
    const status = async () => (await ask(OPERATING_ENDPOINTS.ready)).status
    expect(await status()).toBe(200)
    await rename(here, elsewhere)
    await expect.poll(status, { timeout: 10_000 }).toBe(503)
    await rename(elsewhere, here)
    await expect.poll(status, { timeout: 10_000 }).toBe(200)
  })
})

describe('SIGTERM', { timeout: 30_000 }, () => {
  /** Begins to create a flag: its head has arrived, and the rest of its body has not. */
  async function beginWrite(url: string, token: string) {
    const body = JSON.stringify({ key: 'checkout', flag: FLAG })
    const headers = { ...bearer(token), 'Content-Length': body.length, Expect: '100-continue' }
    const writing: ClientRequest = request(url + FLAGS, { method: 'POST', headers })
    writing.flushHeaders()
    await once(writing, 'continue')
    writing.write(body.slice(0, 20))
    return { writing, rest: body.slice(20) }
  }

  it('says goodbye to streams, lets a write finish that has begun, and ends with 0', async () => {
    const { folder, token } = await prepare()
    const { halyard, url, ask } = await serve(folder)
    const { body } = await ask(ENDPOINTS.stream)
    const { writing, rest } = await beginWrite(url, token)
    const ended = halyard.end('SIGTERM')
    const streamed = await new Response(body).text()
    expect(streamed).toMatch(/event: goodbye\ndata: {.*"retryWithinMs":\d+/)
    const answered = once(writing, 'response')
    writing.end(rest)
    const [response] = (await answered) as [IncomingMessage]
    expect([response.statusCode, response.headers.connection]).toEqual([201, 'close'])
    const { revision } = (await new Response(response as never).json()) as { readonly revision: string }
    expect((await ended).exitCode).toBe(0)
    const again = startHalyard(['serve', '--port', '0', '--json'], folder)
    expect(await again.event('listening')).toMatchObject({ revision, flags: 1 })
  })

  it('does not wait for a request that never arrives', async () => {
    const { folder, token } = await prepare()
    const { halyard, url } = await serve(folder)
    const { writing } = await beginWrite(url, token)
    const cut = once(writing, 'error')
    expect((await halyard.end('SIGTERM')).exitCode).toBe(0)
    await cut
    const again = startHalyard(['serve', '--port', '0', '--json'], folder)
    expect(await again.event('listening')).toMatchObject({ flags: 0 })
  })
})
