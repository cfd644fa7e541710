import { ENDPOINTS, OPERATING_ENDPOINTS } from '@halyard/protocol/wire'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRateLimit } from '../credentials/rate-limit.ts'
import { createFlagService } from '../flag-service.ts'
import { openAdmission } from '../management/admission.ts'
import { createManagementApi } from '../management/management-api.ts'
import { createMemoryStore } from '../memory-store.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { type OperatingOptions, operateService } from './operate-service.ts'
import type { ObservedAnswer } from './service-observer.ts'

const APP = 'https://app.example.com'
const ELSEWHERE = 'https://elsewhere.example.com'

function setUp(options: OperatingOptions = {}) {
  const clock = { nowMs: 1_700_000_000_000 }
  const store = createMemoryStore({ flagSet: { flags: { checkout: toggle('on') } }, lineage: 'line' })
  const management = createManagementApi({
    environments: new Map([['production', store]]),
    admission: openAdmission('ada'),
  })
  const service = createFlagService({ store, management })
  onTestFinished(() => service.close())
  const answers: ObservedAnswer[] = []
  const operated = operateService(service, {
    ...options,
    answered: (answer) => answers.push(answer),
    now: () => clock.nowMs,
    elapsedMs: () => clock.nowMs,
  })
  const ask = (path: string, init: RequestInit = {}, address = '10.0.0.1', isSecure = false) =>
    operated.fetch(new Request(`http://service${path}`, init), { address, isSecure })
  return { clock, service, answers, ask }
}

describe('origins', () => {
  it('lets in the pages of those that are named, and tells caches', async () => {
    const { ask } = setUp({ allowedOrigins: [APP] })
    for (const path of [ENDPOINTS.snapshot, ENDPOINTS.stream, ENDPOINTS.health]) {
      const { status, headers, body } = await ask(path, { headers: { Origin: APP } })
      await body?.cancel()
      expect([path, status, headers.get('access-control-allow-origin')]).toEqual([path, 200, APP])
      expect(headers.get('access-control-expose-headers')).toContain('ETag')
      expect(headers.get('vary')).toBe('Origin')
    }
    const preflight = await ask(ENDPOINTS.insights, { method: 'OPTIONS', headers: { Origin: APP } })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, APP])
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Content-Type')
  })

  it('keeps pages of others out, whatever they ask for, and opens no stream for them', async () => {
    const { ask, service } = setUp({ allowedOrigins: [APP] })
    for (const [method, path] of [
      ['GET', ENDPOINTS.snapshot],
      ['GET', ENDPOINTS.stream],
      ['OPTIONS', ENDPOINTS.stream],
      ['POST', ENDPOINTS.insights],
      ['OPTIONS', '/ofrep/v1/evaluate/flags'],
      ['POST', '/ofrep/v1/evaluate/flags'],
      ['GET', '/halyard/v1/environments'],
    ] as const) {
      for (const origin of [ELSEWHERE, 'null', `${APP}.elsewhere.com`, 'http://app.example.com']) {
        const response = await ask(path, { method, headers: { Origin: origin } })
        expect([path, response.status], origin).toEqual([path, 403])
        const cors = [...response.headers.keys()].filter((name) => name.startsWith('access-control'))
        expect([cors, response.headers.get('vary')]).toEqual([[], 'Origin'])
        expect(await response.json()).toMatchObject({ error: { code: 'ORIGIN_NOT_ALLOWED' } })
      }
    }
    expect(service.streamCount).toBe(0)
  })

  it('lets in what is no page, and pages of the same origin, without CORS', async () => {
    const { ask } = setUp({ allowedOrigins: [APP] })
    for (const headers of [{}, { Origin: 'http://flags.example.com:80', Host: 'flags.example.com' }]) {
      const response = await ask(ENDPOINTS.snapshot, { headers: headers as Record<string, string> })
      expect([response.status, response.headers.has('access-control-allow-origin')]).toEqual([200, false])
    }
  })

  it('lets in everybody where none is named', async () => {
    const { ask } = setUp()
    const { headers } = await ask(ENDPOINTS.snapshot, { headers: { Origin: ELSEWHERE } })
    expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual(['*', null])
  })

  it.each(['app.example.com', `${APP}/shop`, 'ftp://app.example.com', '*', 'https://a:b@app.example.com'])(
    'refuses "%s" as an origin and says what one looks like',
    (origin) => {
      expect(() => setUp({ allowedOrigins: [origin] })).toThrow(/is no origin.*https:\/\/app\.example\.com/)
    },
  )
})

describe('rates', () => {
  it('are bounded for each address, with when to come back', async () => {
    const { ask, clock } = setUp({ rateLimit: createRateLimit({ burst: 3, perSecond: 0.5 }) })
    for (let count = 0; count < 3; count++) expect((await ask(ENDPOINTS.snapshot)).status).toBe(200)
    const refused = await ask(ENDPOINTS.snapshot)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2'])
    expect(await refused.json()).toEqual({
      error: { code: 'RATE_LIMITED', message: expect.stringContaining('Try again in 2 s') },
    })
    expect((await ask(ENDPOINTS.snapshot, {}, '10.0.0.2')).status).toBe(200)
    expect((await ask(ENDPOINTS.health)).status).toBe(200)
    expect((await ask(OPERATING_ENDPOINTS.ready)).status).toBe(200)
    clock.nowMs += 2000
    expect((await ask(ENDPOINTS.snapshot)).status).toBe(200)
  })
})

describe('readiness', () => {
  it('says why the service cannot do its work, and that it is closing', async () => {
    let reason: string | null = 'the disk cannot be written (ENOSPC)'
    const { ask, clock, service } = setUp({ isReady: async () => reason })
    const answer = await ask(OPERATING_ENDPOINTS.ready)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.json()).toEqual({
      error: { code: 'NOT_READY', message: 'The service is not ready: the disk cannot be written (ENOSPC).' },
    })
    reason = null
    expect((await ask(OPERATING_ENDPOINTS.ready)).status, 'asked too soon').toBe(503)
    clock.nowMs += 1000
    const ready = await ask(OPERATING_ENDPOINTS.ready)
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }])
    service.close()
    const closing = await ask(OPERATING_ENDPOINTS.ready)
    expect([closing.status, await closing.text()]).toEqual([503, expect.stringContaining('it is closing')])
    expect((await ask(OPERATING_ENDPOINTS.ready, { method: 'POST' })).status).toBe(405)
  })
})

describe('metrics', () => {
  const metrics = {
    admission: openAdmission('ada'),
    environment: 'production',
    render: async () => ({ contentType: 'text/plain', text: 'streams 1\n' }),
  }

  it('are for those who may read the environment that is served', async () => {
    const { ask } = setUp({ metrics })
    const answer = await ask(OPERATING_ENDPOINTS.metrics)
    expect([answer.status, await answer.text()]).toEqual([200, 'streams 1\n'])
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
    expect((await ask(OPERATING_ENDPOINTS.metrics, { method: 'DELETE' })).status).toBe(405)
    expect((await ask(OPERATING_ENDPOINTS.metrics, { headers: { Host: ELSEWHERE } })).status).toBe(403)
    const caller = { name: 'ada', verbs: ['read'] as const, mayUse: () => true }
    for (const other of [{ mayUse: () => false }, { verbs: ['write'] as const }]) {
      const admission = { admit: () => ({ ...caller, ...other }) }
      const { ask } = setUp({ metrics: { ...metrics, admission } })
      expect((await ask(OPERATING_ENDPOINTS.metrics)).status).toBe(403)
    }
  })

  it('are not there unless they are wanted', async () => {
    expect((await setUp().ask(OPERATING_ENDPOINTS.metrics)).status).toBe(404)
  })
})

describe('an account of answers', () => {
  it('names routes, never what stands in an address', async () => {
    const { ask, answers } = setUp()
    await ask(`${ENDPOINTS.snapshot}?key=secret`)
    await ask('/ofrep/v1/evaluate/flags/secret', { method: 'POST', body: '{}' })
    await ask('/halyard/v1/environments/secret/flags/secret/enable', { method: 'POST' })
    await ask('/halyard/v1/secret', { method: 'PROPFIND' })
    const [first, ...others] = answers
    const route = ENDPOINTS.snapshot
    expect(first).toEqual({ method: 'GET', route, status: 200, durationMs: 0, address: '10.0.0.1' })
    expect(others.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['POST', '/ofrep/v1/evaluate/flags/{key}', 400],
      ['POST', '/halyard/v1/environments/{environment}/flags/{key}/enable', 404],
      ['other', 'unknown', 404],
    ])
    expect(JSON.stringify(answers)).not.toContain('secret')
  })
})

it('tells browsers to come by https only, where they came by https', async () => {
  const { ask } = setUp()
  const plain = await ask(ENDPOINTS.snapshot)
  const secure = await ask(ENDPOINTS.snapshot, {}, '10.0.0.1', true)
  expect([plain, secure].map(({ headers }) => headers.get('strict-transport-security'))).toEqual([
    null,
    'max-age=63072000',
  ])
})
