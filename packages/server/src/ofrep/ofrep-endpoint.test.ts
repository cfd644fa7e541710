import { describe, expect, it, onTestFinished } from 'vitest'
import { toggle } from '../testing/flag-store-contract.ts'
import { EVERY_OUTCOME, ofrepScene } from './testing/ofrep-scene.ts'

const CREW = { context: { targetingKey: 'user-7', plan: 'crew' } }

interface Bulk {
  readonly flags: readonly { readonly key: string }[]
  readonly metadata: object
  readonly eventStreams: readonly object[]
}

describe('one flag', () => {
  it.each([
    ['static', { value: true, variant: 'on', reason: 'STATIC', metadata: { owner: 'web', weight: 2 } }],
    ['targeted', { value: { seats: 5, tags: ['a'] }, variant: 'crew', reason: 'TARGETING_MATCH' }],
    ['text', { value: '', variant: 'empty', reason: 'STATIC' }],
    ['integer', { value: 0, variant: 'none', reason: 'STATIC' }],
    ['later/on', { value: false, variant: 'off', reason: 'DEFAULT' }],
    // the code's own fallback stands where there is no value
    ['disabled', { reason: 'DISABLED' }],
    ['code default', { reason: 'DEFAULT' }],
  ])('"%s" is what the evaluator finds', async (key, expected) => {
    const response = await ofrepScene().evaluate(CREW, key)
    expect([response.status, await response.json()]).toEqual([200, { key, ...expected }])
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['nowhere', 404, 'FLAG_NOT_FOUND'],
    ['toString', 404, 'FLAG_NOT_FOUND'],
    ['no variant', 400, 'GENERAL'],
    ['unknown operator', 400, 'PARSE_ERROR'],
  ])('"%s" is answered %i with %s', async (key, status, errorCode) => {
    const response = await ofrepScene().evaluate(CREW, key)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ key, errorCode, errorDetails: expect.stringContaining(key) })
  })

  it('has a key that is no part of an address answered as unknown', async () => {
    const response = await ofrepScene().ask('/ofrep/v1/evaluate/flags/%zz', {
      method: 'POST',
      body: JSON.stringify(CREW),
    })
    expect([response.status, await response.json()]).toEqual([404, expect.objectContaining({ key: '%zz' })])
  })

  it('sees the time of the request', async () => {
    const { evaluate } = ofrepScene({ now: () => 2_000_000 })
    expect(await (await evaluate(CREW, 'later/on')).json()).toMatchObject({ variant: 'on' })
  })

  it('needs no targeting key, as nobody who is anonymous has one', async () => {
    const { evaluate } = ofrepScene()
    expect(await (await evaluate({ context: {} }, 'split')).json()).toMatchObject({ reason: 'DEFAULT' })
    expect(await (await evaluate(CREW, 'split')).json()).toMatchObject({ reason: 'TARGETING_MATCH' })
  })
})

describe('all flags', () => {
  it('have the answers of each, those that fail included', async () => {
    const { evaluate } = ofrepScene({ flagSet: { ...EVERY_OUTCOME, metadata: { team: 'web' } } })
    const { flags, metadata } = (await (await evaluate(CREW)).json()) as Bulk
    const keys = Object.keys(EVERY_OUTCOME.flags)
    expect(flags.map(({ key }) => key)).toEqual(keys)
    expect(metadata).toEqual({ team: 'web' })
    expect(flags).toEqual(await Promise.all(keys.map(async (key) => (await evaluate(CREW, key)).json())))
  })

  it('are not sent again while they are the same for a context', async () => {
    const { evaluate, store } = ofrepScene()
    const etag = (await evaluate(CREW)).headers.get('etag') ?? ''
    const again = (body: object = CREW) => evaluate(body, undefined, { 'If-None-Match': etag })
    const same = await again()
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag])
    expect((await again({ context: { targetingKey: 'user-7' } })).status).toBe(200)
    // a change that concerns nobody of this plan
    const { targeted, ...others } = EVERY_OUTCOME.flags
    const variants = { ...targeted?.variants, guest: { seats: 1, tags: [] } }
    store.replaceFlagSet({ flags: { ...EVERY_OUTCOME.flags, targeted: { ...targeted, variants } as never } })
    expect((await again()).status).toBe(304)
    store.replaceFlagSet({ flags: others })
    expect((await again()).status).toBe(200)
  })

  it('follow 3,000 changes, one after the other', async () => {
    const scene = ofrepScene({ flagSet: { flags: {} } })
    const evaluated = async ({ evaluate }: typeof scene) => {
      const { flags } = (await (await evaluate(CREW)).json()) as Bulk
      return flags.toSorted((a, b) => (a.key < b.key ? -1 : 1))
    }
    for (let count = 0; count < 3000; count += 1) {
      const { [`flag-${(count + 3) % 7}`]: _, ...kept } = scene.store.current().flagSet.flags
      const flags = { ...kept, [`flag-${count % 7}`]: toggle(count % 2 ? 'on' : 'off') }
      scene.store.replaceFlagSet({ flags, metadata: { thousands: Math.floor(count / 1000) } })
      if (count % 97 !== 0) continue
      const afresh = ofrepScene({ flagSet: scene.store.current().flagSet })
      expect(await evaluated(scene)).toEqual(await evaluated(afresh))
    }
  })

  it('name the stream of changes', async () => {
    const { eventStreams } = (await (await ofrepScene().evaluate(CREW)).json()) as Bulk
    expect(eventStreams).toEqual([{ type: 'sse', endpoint: { requestUri: '/ofrep/v1/stream' } }])
  })
})

describe('requests', () => {
  it.each([
    ['', 'PARSE_ERROR'],
    ['{', 'PARSE_ERROR'],
    ['[]', 'PARSE_ERROR'],
    ['{}', 'INVALID_CONTEXT'],
    ['{"context":null}', 'INVALID_CONTEXT'],
    ['{"context":{"targetingKey":7}}', 'INVALID_CONTEXT'],
  ])('with the body %j are refused with %s, and what would be right', async (body, errorCode) => {
    const { evaluate } = ofrepScene()
    const refusal = { errorCode, errorDetails: expect.stringMatching(/context|body/) }
    const all = await evaluate(body)
    expect([all.status, await all.json()]).toEqual([400, refusal])
    const one = await evaluate(body, 'static')
    expect([one.status, await one.json()]).toEqual([400, { key: 'static', ...refusal }])
  })

  it('have a body of 64 kB at most', async () => {
    const { evaluate } = ofrepScene()
    const ofLength = (length: number) => JSON.stringify(CREW).padEnd(length)
    expect((await evaluate(ofLength(2 ** 16))).status).toBe(200)
    const response = await evaluate(ofLength(2 ** 16 + 1))
    expect([response.status, await response.json()]).toMatchObject([413, { errorCode: 'GENERAL' }])
  })

  it('are answered for pages of any origin, which can read what clients need', async () => {
    const { ask, evaluate } = ofrepScene()
    for (const path of ['/ofrep/v1/evaluate/flags', '/ofrep/v1/evaluate/flags/static']) {
      const { status, headers } = await ask(path, { method: 'OPTIONS' })
      expect([status, headers.get('access-control-allow-methods')]).toEqual([204, 'POST, OPTIONS'])
      for (const name of ['Content-Type', 'If-None-Match', 'Authorization', 'X-API-Key'])
        expect(headers.get('access-control-allow-headers')).toContain(name)
      const read = await ask(path)
      expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    }
    const { headers } = await evaluate(CREW)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-expose-headers')).toContain('ETag')
  })

  it('are refused while the service closes, so that clients come back', async () => {
    const { evaluate, service, timers } = ofrepScene()
    service.close()
    const response = await evaluate(CREW)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect(timers.pending).toBe(0)
  })
})

describe('the stream', () => {
  async function open(scene: ReturnType<typeof ofrepScene>, headers: Record<string, string> = {}) {
    const { body } = await scene.ask('/ofrep/v1/stream', { headers })
    const reader = body?.getReader()
    onTestFinished(() => reader?.cancel())
    return async () => {
      const { value } = (await reader?.read()) ?? {}
      return value && new TextDecoder().decode(value)
    }
  }
  const news = (revision: string, lastModified: number) =>
    `id: ${revision}-${lastModified}\ndata: {"type":"refetchEvaluation","etag":"${revision}","lastModified":${lastModified}}\n\n`

  it('tells whoever comes to evaluate, and again at each change, with when it happened', async () => {
    let nowMs = 1_000_000
    const scene = ofrepScene({ now: () => nowMs })
    const next = await open(scene)
    expect(await next()).toBe(news('line.0', 1000))
    nowMs = 2_000_500
    scene.store.replaceFlagSet({ flags: {} })
    expect(await next()).toBe(news('line.1', 2000))
    expect(scene.service.streamCount).toBe(1)
  })

  it('tells a client that comes back nothing where nothing happened', async () => {
    const scene = ofrepScene()
    expect(await (await open(scene, { 'Last-Event-ID': 'line.0-1000' }))()).toBe(':\n\n')
    expect(await (await open(scene, { 'Last-Event-ID': 'line.0-999' }))()).toBe(news('line.0', 1000))
  })

  it('tells when time alone changes what somebody got, and nobody sooner', async () => {
    let nowMs = 1_000_000
    const scene = ofrepScene({ now: () => nowMs, heartbeatMs: 10 ** 9 })
    const pass = (ms: number) => {
      nowMs += ms
      scene.timers.advance(ms)
    }
    const next = await open(scene)
    expect(await next()).toBe(news('line.0', 1000))
    await scene.evaluate(CREW)
    // the flag "later/on" changes at second 2,000
    pass(999_999)
    const late = await open(scene, { 'Last-Event-ID': 'line.0-1000' })
    expect(await late()).toBe(':\n\n')
    pass(1)
    expect([await next(), await late()]).toEqual([news('line.0', 2000), news('line.0', 2000)])
    expect(await (await open(scene, { 'Last-Event-ID': 'line.0-1000' }))()).toBe(news('line.0', 2000))
  })

  it('tells every half minute at most of flags that change every second', async () => {
    let nowMs = 1_000_000
    const time = { var: '$flagd.timestamp' }
    const targeting = { if: [{ '==': [{ '%': [time, 2] }, 0] }, 'on', 'off'] }
    const flag = {
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'off',
      targeting,
    } as const
    const scene = ofrepScene({ now: () => nowMs, heartbeatMs: 10 ** 9, flagSet: { flags: { flag } } })
    const next = await open(scene)
    await next()
    const heard: number[] = []
    const told = async (): Promise<void> => {
      for (let text = await next(); text?.startsWith('id'); text = await next()) heard.push(nowMs)
    }
    const listening = told()
    for (let second = 1; second <= 70; second += 1) {
      await scene.evaluate(CREW)
      nowMs += 1000
      scene.timers.advance(1000)
    }
    scene.service.close()
    await listening
    expect(heard).toHaveLength(3)
  })

  it('shows signs of life', async () => {
    const scene = ofrepScene({ heartbeatMs: 1000 })
    const next = await open(scene)
    await next()
    scene.timers.advance(1000)
    expect(await next()).toBe(':\n\n')
  })

  it('has clients come back one after the other when the service closes', async () => {
    const scene = ofrepScene({ retryWithinMs: 4000 })
    const streams = await Promise.all([1, 2, 3, 4].map(() => open(scene)))
    await Promise.all(streams.map((next) => next()))
    scene.service.close()
    const farewells = await Promise.all(streams.map((next) => next()))
    expect(farewells).toEqual(['retry: 0\n\n', 'retry: 1000\n\n', 'retry: 2000\n\n', 'retry: 3000\n\n'])
    expect(await Promise.all(streams.map((next) => next()))).toEqual(Array(4).fill(undefined))
  })

  it('answers pages of any origin, and opens nothing for HEAD', async () => {
    const { ask, service } = ofrepScene()
    const { status, headers } = await ask('/ofrep/v1/stream', { method: 'HEAD' })
    expect([status, headers.get('content-type'), service.streamCount]).toEqual([200, 'text/event-stream', 0])
    expect((await ask('/ofrep/v1/stream', { method: 'OPTIONS' })).status).toBe(204)
    expect((await ask('/ofrep/v1/stream', { method: 'POST' })).status).toBe(405)
  })
})
