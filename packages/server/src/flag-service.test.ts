import { ENDPOINTS, formatRevision } from '@halyard/protocol/wire'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFlagService, type FlagServiceOptions } from './flag-service.ts'
import { createMemoryStore } from './memory-store.ts'
import { toggle } from './testing/flag-store-contract.ts'
import { createManualTimers } from './testing/manual-timers.ts'
import { readEvents } from './testing/read-events.ts'

const first = { flags: { checkout: toggle('off') } }
const second = { flags: { checkout: toggle('on') } }

function setUp(options: Partial<FlagServiceOptions> = {}) {
  const timers = createManualTimers()
  const store = createMemoryStore({ flagSet: first, lineage: 'line' })
  const service = createFlagService({ store, timers, ...options })
  onTestFinished(() => service.close())
  const ask = (path: string, init?: RequestInit) => service.fetch(new Request(`http://service${path}`, init))
  return {
    timers,
    store,
    service,
    ask,
    async stream(headers: Record<string, string> = {}, query = '') {
      const events = readEvents(await ask(ENDPOINTS.stream + query, { headers }))
      onTestFinished(() => events.close())
      return events
    },
  }
}

describe('snapshot', () => {
  it('is the flag set, with its revision as entity tag', async () => {
    const { ask } = setUp()
    const response = await ask(ENDPOINTS.snapshot)
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBe('"line.0"')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({ revision: 'line.0', flagSet: first })
  })

  it.each(['"line.0"', 'W/"line.0"', '"other", "line.0"', '*'])('is not sent again for %s', async (tag) => {
    const { ask, store } = setUp()
    const headers = { 'If-None-Match': tag }
    const response = await ask(ENDPOINTS.snapshot, { headers })
    expect([response.status, await response.text()]).toEqual([304, ''])
    expect(response.headers.get('etag')).toBe('"line.0"')
    store.replaceFlagSet(second)
    expect((await ask(ENDPOINTS.snapshot, { headers: { 'If-None-Match': '"line.0"' } })).status).toBe(200)
  })

  it('has the same headers without a body for HEAD', async () => {
    const { ask } = setUp()
    const full = await ask(ENDPOINTS.snapshot)
    const head = await ask(ENDPOINTS.snapshot, { method: 'HEAD' })
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(full.headers))
    expect(await head.text()).toBe('')
    expect(Number(head.headers.get('content-length'))).toBe((await full.arrayBuffer()).byteLength)
  })
})

describe('stream', () => {
  it('says hello, then the snapshot, then every change', async () => {
    const { stream, store } = setUp({ heartbeatMs: 7000 })
    const events = await stream()
    expect(await events.next()).toEqual({ type: 'hello', revision: 'line.0', heartbeatMs: 7000 })
    expect(await events.next()).toEqual({ type: 'snapshot', revision: 'line.0', flagSet: first })
    const change = store.replaceFlagSet(second)
    expect(await events.next()).toEqual({ type: 'change', ...change })
  })

  it('has headers that proxies and browsers understand', async () => {
    const { ask } = setUp()
    const { headers, body } = await ask(ENDPOINTS.stream)
    onTestFinished(() => body?.cancel())
    expect(headers.get('content-type')).toBe('text/event-stream')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('x-accel-buffering')).toBe('no')
  })

  it.each([
    ['the header', { 'Last-Event-ID': 'line.1' }, ''],
    ['the query', {}, '?after=line.1'],
    ['the header, before the query', { 'Last-Event-ID': 'line.1' }, '?after=line.0'],
  ])('resumes after the revision in %s', async (_, headers, query) => {
    const { stream, store } = setUp()
    store.replaceFlagSet({ flags: many(20) })
    const missed = ['off', 'on'].map((on) =>
      store.replaceFlagSet({ flags: { ...many(20), checkout: toggle(on as 'on' | 'off') } }),
    )
    const events = await stream(headers as Record<string, string>, query)
    expect(await events.next()).toMatchObject({ type: 'hello', revision: 'line.3' })
    expect(await events.next()).toEqual({ type: 'change', ...missed[0] })
    expect(await events.next()).toEqual({ type: 'change', ...missed[1] })
  })

  it('sends the snapshot where the missed changes would be longer', async () => {
    const { stream, store } = setUp()
    store.replaceFlagSet({ flags: many(20) })
    store.replaceFlagSet(second)
    const events = await stream({ 'Last-Event-ID': 'line.0' })
    await events.next()
    expect(await events.next()).toMatchObject({ type: 'snapshot', revision: 'line.2' })
  })

  it('says only hello to a client that missed nothing', async () => {
    const { stream, store } = setUp()
    const events = await stream({ 'Last-Event-ID': 'line.0' })
    expect(await events.next()).toMatchObject({ type: 'hello' })
    const change = store.replaceFlagSet(second)
    expect(await events.next()).toEqual({ type: 'change', ...change })
  })

  it.each(['', 'nonsense', 'other.0', 'line.99', formatRevision('line', 5)])(
    'sends the snapshot to a client that holds "%s"',
    async (held) => {
      const { stream } = setUp()
      const events = await stream({ 'Last-Event-ID': held })
      await events.next()
      expect(await events.next()).toMatchObject({ type: 'snapshot', revision: 'line.0' })
    },
  )

  it('gives up on a client that reads too slowly, and on no other', async () => {
    const { ask, stream, store, service } = setUp({ maxQueueBytes: 1000 })
    const slow = await ask(ENDPOINTS.stream)
    const quick = await stream({ 'Last-Event-ID': 'line.0' })
    await quick.next()
    expect(service.streamCount).toBe(2)
    for (let count = 0; count < 20; count++) {
      const change = store.replaceFlagSet(count % 2 ? first : second)
      expect(await quick.next()).toEqual({ type: 'change', ...change })
    }
    expect(service.streamCount).toBe(1)
    await expect(slow.text()).rejects.toThrow('reads too slowly')
  })

  it('never counts what a client gets first as slowness', async () => {
    const { ask, store, service } = setUp({ maxQueueBytes: 1000 })
    store.replaceFlagSet({ flags: many(500) })
    const { body } = await ask(ENDPOINTS.stream)
    onTestFinished(() => body?.cancel())
    store.replaceFlagSet({ flags: { ...many(500), checkout: toggle('on') } })
    expect(service.streamCount).toBe(1)
  })

  it('sends a comment line when time passes', async () => {
    const { ask, timers } = setUp({ heartbeatMs: 1000 })
    const reader = (await ask(ENDPOINTS.stream)).body?.getReader()
    onTestFinished(() => reader?.cancel())
    await reader?.read()
    timers.advance(1000)
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(':\n\n')
  })

  it('forgets a client that leaves', async () => {
    const { ask, service } = setUp()
    const response = await ask(ENDPOINTS.stream)
    expect(service.streamCount).toBe(1)
    await response.body?.cancel()
    expect(service.streamCount).toBe(0)
  })

  it('says goodbye, ends, and lets go of its timers when the service closes', async () => {
    const { stream, service, ask, timers } = setUp({ retryWithinMs: 3000 })
    const events = await stream({ 'Last-Event-ID': 'line.0' })
    await events.next()
    service.close()
    service.close()
    expect(await events.next()).toEqual({ type: 'goodbye', retryWithinMs: 3000 })
    expect(await events.next()).toBeUndefined()
    expect([service.streamCount, timers.pending]).toEqual([0, 0])
    const late = await ask(ENDPOINTS.stream)
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '5'])
  })

  it('opens nothing for HEAD', async () => {
    const { ask, service } = setUp()
    expect((await ask(ENDPOINTS.stream, { method: 'HEAD' })).body).toBeNull()
    expect(service.streamCount).toBe(0)
  })
})

describe('the rest', () => {
  it('tells its health', async () => {
    const { ask, stream } = setUp()
    await stream()
    const response = await ask(ENDPOINTS.health)
    expect(await response.json()).toEqual({ status: 'ok', revision: 'line.0', streams: 1 })
  })

  it('lets pages of any origin in', async () => {
    const { ask } = setUp()
    const { status, headers } = await ask(ENDPOINTS.stream, { method: 'OPTIONS' })
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-headers')).toContain('Last-Event-ID')
    expect(headers.get('access-control-allow-headers')).toContain('If-None-Match')
    expect(headers.get('access-control-max-age')).toBe('86400')
    for (const path of [ENDPOINTS.snapshot, ENDPOINTS.health, '/nowhere']) {
      const answer = await ask(path)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-expose-headers')).toBe('ETag, Retry-After')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it.each(['/', '/nowhere', '/halyard/v1/snapshot/', '/__proto__', '/constructor'])(
    'says at %s what there is instead',
    async (path) => {
      const response = await setUp().ask(path)
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({
        error: { code: 'NOT_FOUND', message: expect.stringContaining(ENDPOINTS.snapshot) },
      })
    },
  )

  it('says which methods there are', async () => {
    const response = await setUp().ask(ENDPOINTS.snapshot, { method: 'POST', body: '{}' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(await response.json()).toMatchObject({ error: { code: 'METHOD_NOT_ALLOWED' } })
  })
})

function many(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`flag-${index}`, toggle('on')]))
}
