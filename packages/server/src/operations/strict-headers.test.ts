import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { ENDPOINTS, OPERATING_ENDPOINTS } from '@halyard/protocol/wire'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../adapters/node-http.ts'
import { createRateLimit } from '../credentials/rate-limit.ts'
import { createFlagService } from '../flag-service.ts'
import { openAdmission } from '../management/admission.ts'
import { createManagementApi, ENVIRONMENTS_PATH } from '../management/management-api.ts'
import { OPENAPI_PATH } from '../management/openapi-document.ts'
import { ROUTES } from '../management/routes.ts'
import { createMemoryStore } from '../memory-store.ts'
import { BULK_PATH } from '../ofrep/ofrep-endpoint.ts'
import { REFETCH_STREAM_PATH } from '../ofrep/refetch-stream.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { type OperatingOptions, operateService } from './operate-service.ts'

const STRICT = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
}
const APP = 'https://app.example.com'

const PATHS = [
  ...Object.values({ ...ENDPOINTS, ...OPERATING_ENDPOINTS }),
  ...[BULK_PATH, `${BULK_PATH}/checkout`, REFETCH_STREAM_PATH, OPENAPI_PATH, ENVIRONMENTS_PATH],
  ...ROUTES.map(({ path }) => `${ENVIRONMENTS_PATH}/production${path.replace(/\{\w+\}/g, 'checkout')}`),
  ...['/', '/nowhere', `${ENVIRONMENTS_PATH}/nowhere/flags`],
]
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']

async function setUp(options: OperatingOptions = {}, admitsClient?: () => boolean) {
  const store = createMemoryStore({ flagSet: { flags: { checkout: toggle('on') } } })
  const admission = openAdmission('ada')
  const management = createManagementApi({ environments: new Map([['production', store]]), admission })
  const service = createFlagService({ store, management, admitsClient })
  const render = async () => ({ contentType: 'text/plain', text: 'streams 1\n' })
  const metrics = { admission, environment: 'production', render }
  const { port, close } = await listen(operateService(service, { metrics, ...options }))
  onTestFinished(async () => {
    service.close()
    await close()
  })
  return async (method: string, path: string, sent: Record<string, string> = {}) => {
    const asked = request({ port, path, method, agent: false, headers: sent }).end()
    const [answer] = await once(asked, 'response')
    answer.destroy()
    return answer as { readonly statusCode: number; readonly headers: Record<string, string | undefined> }
  }
}

it('go with every answer to every method on every route', async () => {
  const ask = await setUp()
  const statuses = new Set<number>()
  for (const path of PATHS) {
    for (const method of METHODS) {
      const { statusCode, headers } = await ask(method, path)
      expect(headers, `${method} ${path}`).toMatchObject(STRICT)
      statuses.add(statusCode)
    }
  }
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 204, 400, 404, 405, 415]))
})

it('go with every refusal', async () => {
  for (const [status, options, admitsClient] of [
    [401, {}, () => false],
    [403, { allowedOrigins: [APP] }],
    [429, { rateLimit: createRateLimit({ burst: 0, perSecond: 1 }) }],
  ] as const) {
    const ask = await setUp(options, admitsClient)
    for (const path of [ENDPOINTS.snapshot, ENDPOINTS.stream, ENDPOINTS.insights, BULK_PATH]) {
      const { statusCode, headers } = await ask('POST', path, { Origin: 'https://elsewhere.example.com' })
      expect([statusCode, headers], path).toEqual([status, expect.objectContaining(STRICT)])
    }
  }
})

it('let the pages of other origins read what is for pages, and nothing else', async () => {
  for (const [allowedOrigins, readable] of [
    [undefined, '*'],
    [[APP], APP],
  ] as const) {
    const ask = await setUp({ allowedOrigins })
    for (const path of PATHS) {
      const { headers } = await ask('GET', path, { Origin: APP })
      const isManaging = path.startsWith(ENVIRONMENTS_PATH) || path === OPENAPI_PATH
      const isForPages = !isManaging && path !== OPERATING_ENDPOINTS.metrics
      expect([path, headers['access-control-allow-origin']]).toEqual([
        path,
        isForPages ? readable : undefined,
      ])
    }
  }
})

it.each([
  ['nonsense', 'GARBAGE\r\n\r\n', 400],
  ['headers that are too long', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
])('go with the answer to %s', async (_, text, status) => {
  const service = createFlagService({ store: createMemoryStore() })
  const { port, close } = await listen(operateService(service))
  onTestFinished(async () => {
    service.close()
    await close()
  })
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.write(text)
  const [data] = await once(socket, 'data')
  const answer = String(data).toLowerCase()
  expect(answer).toMatch(`http/1.1 ${status} `)
  for (const [name, value] of Object.entries(STRICT)) expect(answer).toContain(`${name}: ${value}\r\n`)
  expect(answer).toContain('"message":')
})
