import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { InsightEntry } from '@halyard/protocol/wire'
import { expect, it } from 'vitest'
import { createMemoryInsights } from '../insights/memory-insights.ts'
import { batchId, exposure } from '../insights/testing/insights-store-contract.ts'
import { createMemoryStore } from '../memory-store.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { createMemoryTriggers } from '../triggers/memory-triggers.ts'
import { KILL } from '../triggers/testing/trigger-store-contract.ts'
import { openAdmission } from './admission.ts'
import { createManagementApi } from './management-api.ts'
import { openApiDocument } from './openapi-document.ts'
import { PROBLEMS } from './problem.ts'

const REQUESTS = 20_000
/** After so many, everything that is kept is there: compiled code, caches, the store's history. */
const WARM_UP = 5_000
const MAX_GROWTH_BYTES = 16 * 2 ** 20

const seed = Number(process.env.HALYARD_SEED ?? Math.floor(Math.random() * 2 ** 31))

interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly items?: Schema
  readonly enum?: readonly unknown[]
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: Schema } } }
}

const { paths } = openApiDocument() as unknown as {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
}
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

/** Random choices that the seed decides. Source: mulberry32 by Tommy Ettinger, public domain. */
function createDice() {
  let state = seed
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
  return { below, pick: <T>(values: readonly T[]): T => values[below(values.length)] as T }
}
const { below, pick } = createDice()

const NAMES = [
  'checkout',
  'banner',
  'old',
  'staff',
  'on',
  'off',
  '__proto__',
  'constructor',
  '',
  'é\u202e',
  'a/b',
]
const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.1,
  '',
  'x'.repeat(5000),
  [],
  {},
  { $ref: 'staff' },
  {
    fractional: [
      ['on', 1e9],
      ['off', -1],
    ],
  },
  { if: [{ var: '' }, 'on', { if: [] }] },
  { __proto__: { state: 'ENABLED' } },
  JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`),
  'line.0',
  'line.3',
  '2099-01-01T00:00:00Z',
  4_000_000_000,
]

const QUERY_VALUES = [
  ...[
    'true',
    'checkout',
    '7',
    '-1',
    '',
    'csv',
    '{}',
    '{"targetingKey":"a"}',
    'hour',
    'plan',
    '__proto__',
    '1700000000',
  ],
  ...['2023-11-14T00:00:00Z', 'x'.repeat(2000), 'é\u202e'],
]

function generate(name: string, schema: Schema): unknown {
  if (below(12) === 0) return pick(ODD)
  if (name === 'flag' && below(2) === 0) return toggle(pick(['on', 'off'] as const))
  if (name === 'weights' && below(2) === 0) return { on: below(120) }
  if (['revision', 'at', 'until', 'expiresAt'].includes(name)) return pick(ODD.slice(-4))
  if (schema.enum) return pick(schema.enum)
  const [type] = [schema.type ?? 'object'].flat()
  if (type === 'string') return pick(NAMES)
  if (type === 'array') return Array.from({ length: below(4) }, () => generate('', schema.items ?? {}))
  const properties = Object.entries(schema.properties ?? { [pick(NAMES)]: {} })
  return Object.fromEntries(
    properties.filter(() => below(4) > 0).map(([key, part]) => [key, generate(key, part)]),
  )
}

/** Cuts, repeats and replaces pieces of a text. */
function mutate(text: string): string {
  const place = below(text.length + 1)
  const rest = text.slice(place + below(4))
  return (
    text.slice(0, place) +
    pick(['', '"', '{', '}', ',', 'null', '\\u0000', '\ud800', '%', '/', text.slice(0, 50)]) +
    rest
  )
}

function request(secret: string): Request {
  const { path, method, operation } = pick(operations)
  const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
    name === 'environment' && below(20) > 0
      ? 'production'
      : encodeURIComponent(pick(name === 'secret' ? [...NAMES, secret] : NAMES)),
  )
  const prefix = '/halyard/v1/environments/production'
  const isOdd = below(30) === 0 && filled.startsWith(prefix)
  const address = new URL(isOdd ? prefix + mutate(filled.slice(prefix.length)) : filled, 'http://service')
  for (const { name } of operation.parameters?.filter((parameter) => parameter.in === 'query') ?? []) {
    if (below(3) === 0) address.searchParams.set(name, pick(QUERY_VALUES))
  }
  const schema = operation.requestBody?.content['application/json']?.schema
  const json = JSON.stringify(schema ? generate('', schema) : {})
  const body = below(8) === 0 ? mutate(json) : json
  return new Request(address, {
    method: below(50) === 0 ? pick(['PUT', 'DELETE', 'PATCH', 'POST']) : method.toUpperCase(),
    headers: {
      'Content-Type': below(50) === 0 ? 'text/plain' : 'application/json',
      ...(below(5) === 0 && { 'If-Match': pick(['"line.0"', '*', '"', '"line.999999"']) }),
    },
    ...(method !== 'get' && { body }),
  })
}

function usedBytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

it(`answers ${REQUESTS} odd requests without failing or growing (seed ${seed})`, {
  timeout: 60_000,
}, async () => {
  const flags = { checkout: toggle('off'), banner: toggle('on') }
  const store = createMemoryStore({ flagSet: { flags }, lineage: 'line', maxChanges: 50 })
  const triggers = createMemoryTriggers()
  const secret = triggers.issue(KILL) ?? ''
  const insights = createMemoryInsights()
  const context = { plan: '=1+1' }
  const shown: InsightEntry = { ...exposure('off', 5), targetingKey: 'a,"b', context }
  insights.add({ id: batchId(1), entries: [shown, exposure('on')] }, 1_700_000_000_000)
  const failures: Error[] = []
  const api = createManagementApi({
    environments: new Map([['production', store]]),
    insights: new Map([['production', insights]]),
    admission: openAdmission('ada'),
    triggers,
    now: () => 1_700_000_000_000,
    onProblem: (error) => failures.push(error),
  })
  const statuses = new Map<number, number>()
  let tables = 0
  let warmBytes = 0
  for (let count = 0; count < REQUESTS; count++) {
    if (count === WARM_UP) warmBytes = usedBytes()
    const asked = request(secret)
    const told = `${count}: ${asked.method} ${asked.url}`
    const { status, ...answer } = await api.fetch(asked).then(async (response) => ({
      status: response.status,
      body: response.headers.get('content-type')?.startsWith('text/csv')
        ? { csv: await response.text() }
        : await response.json(),
    }))
    if ('csv' in answer.body) tables += 1
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    expect(failures, told).toEqual([])
    expect(status, told).toBeLessThan(500)
    if (status >= 400) expect(Object.keys(PROBLEMS), told).toContain(answer.body.error.code)
  }
  expect(usedBytes() - warmBytes).toBeLessThan(MAX_GROWTH_BYTES)
  expect(triggers.find(secret)?.useCount).toBeGreaterThan(0)
  // it is no test where hardly anything gets through
  expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 10)
  expect(tables).toBeGreaterThan(0)
  expect(statuses.get(422)).toBeGreaterThan(0)
  expect(statuses.get(409)).toBeGreaterThan(0)
})
