import { ENDPOINTS, type InsightEntry, MAX_INSIGHT_BODY_BYTES } from '@halyard/protocol/wire'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../adapters/node-http.ts'
import { createFlagService, type FlagServiceOptions } from '../flag-service.ts'
import { createMemoryStore } from '../memory-store.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { createMemoryInsights } from './memory-insights.ts'
import { batchId, exposure, usageCount } from './testing/insights-store-contract.ts'

function setUp(options: Partial<FlagServiceOptions> = {}) {
  const insights = createMemoryInsights()
  const store = createMemoryStore({ flagSet: { flags: { checkout: toggle('off') } } })
  const service = createFlagService({ store, insights, now: () => 7_200_000, ...options })
  onTestFinished(() => service.close())
  const ask = (init: RequestInit) => service.fetch(new Request(`http://service${ENDPOINTS.insights}`, init))
  return { insights, service, ask, post: (body: string) => ask({ method: 'POST', body }) }
}

const batch = (...entries: readonly InsightEntry[]) => JSON.stringify({ id: batchId(1), entries })
const counted = usageCount('on', 7_200_000, 1)
const always = { sinceMs: 0, untilMs: 1e13 }

it('counts a batch once, however often it is sent', async () => {
  const { insights, post } = setUp()
  for (const _ of [1, 2, 3]) {
    const response = await post(batch(exposure('on')))
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  }
  expect(insights.usage(always)).toEqual([counted])
})

it('leaves out flags and variants that are not served', async () => {
  const { insights, post } = setUp()
  const invented = { ...exposure('on'), flagKey: 'toString' } as InsightEntry
  expect((await post(batch(invented, exposure('toString'), exposure('on')))).status).toBe(204)
  expect(insights.usage(always)).toEqual([counted])
})

it('says what is wrong with a batch', async () => {
  const response = await setUp().post(batch({ ...exposure('on'), ageMs: -1 }))
  expect(response.status).toBe(400)
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  expect(error.code).toBe('INVALID_BATCH')
  expect(error.message).toContain('entry 0: "ageMs" must be a number from 0 on')
})

it.each([
  ['a byte', MAX_INSIGHT_BODY_BYTES + 1],
  ['a megabyte', 2 ** 20 + MAX_INSIGHT_BODY_BYTES],
])('refuses a body that is %s too long', async (_, length) => {
  const response = await setUp().post('x'.repeat(length))
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({ error: { code: 'BODY_TOO_LARGE' } })
})

it('takes a body of the greatest length', async () => {
  expect((await setUp().post(batch(exposure('on')).padEnd(MAX_INSIGHT_BODY_BYTES))).status).toBe(204)
})

it('asks for the batch again when it cannot be kept, and tells the operator why', async () => {
  const problems: string[] = []
  const insights = createMemoryInsights()
  const { post } = setUp({
    insights: {
      ...insights,
      add() {
        throw new Error('disk full')
      },
    },
    onProblem: ({ message }) => problems.push(message),
  })
  const response = await post(batch(exposure('on')))
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30'])
  expect(await response.text()).not.toContain('disk full')
  expect(problems).toEqual(['a batch of insights is not kept: disk full'])
})

it('answers browsers that ask first, and says what it answers', async () => {
  const { ask } = setUp()
  const preflight = await ask({ method: 'OPTIONS' })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-methods')).toBe('POST, OPTIONS')
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Content-Type')
  const read = await ask({ method: 'GET' })
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
})

it('is refused when the service closes, so that clients come back', async () => {
  const { service, post } = setUp()
  service.close()
  expect((await post(batch(exposure('on')))).status).toBe(503)
})

it('hears what is sent over a socket, and answers a body that is too long', async () => {
  const { insights, service } = setUp()
  const listener = await listen(service)
  onTestFinished(() => listener.close())
  const send = async (body: string) =>
    (await fetch(listener.url + ENDPOINTS.insights, { method: 'POST', body })).status
  expect(await send(batch(exposure('on')))).toBe(204)
  expect(await send('x'.repeat(2 ** 19))).toBe(413)
  expect(await send('')).toBe(400)
  expect(insights.usage(always)).toEqual([counted])
})
