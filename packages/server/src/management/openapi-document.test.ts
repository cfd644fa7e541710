import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { batchId, exposure } from '../insights/testing/insights-store-contract.ts'
import { toggle } from '../testing/flag-store-contract.ts'
import { OPENAPI_PATH, openApiDocument } from './openapi-document.ts'
import { type Answer, manage } from './testing/management-scene.ts'

interface Operation {
  readonly operationId: string
  readonly responses: {
    readonly [status: string]: { content: { 'application/json': { schema: AnySchema } } }
  }
}

const document = openApiDocument() as unknown as {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
}
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema({ $id: 'document', ...document })

/** Checks an answer against what the document says that this operation answers with this status. */
function check(operation: Operation, { status, body }: Answer): void {
  const said = String(status) in operation.responses ? String(status) : 'default'
  const place = Object.entries(document.paths)
    .flatMap(([path, operations]) => Object.entries(operations).map(([method, op]) => ({ path, method, op })))
    .find(({ op }) => op.operationId === operation.operationId)
  const escaped = place?.path.replaceAll('~', '~0').replaceAll('/', '~1')
  const pointer = `document#/paths/${escaped}/${place?.method}/responses/${said}/content/application~1json/schema`
  const isValid = ajv.validate({ $ref: pointer }, body)
  expect(ajv.errorsText(), `${operation.operationId} ${status}: ${JSON.stringify(body)}`).toBe('No errors')
  expect(isValid).toBe(true)
  expect(status < 400).toBe(said !== 'default')
}

const SHOWN = ['u1', 'u2'].map((targetingKey) => ({
  ...exposure('off'),
  targetingKey,
  context: { plan: 'team' },
}))

it('is a valid OpenAPI 3.1 document, and is served', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(openApiDocument()))
  expect(errors).toBeUndefined()
  expect([valid, validator.version]).toEqual([true, '3.1'])
  expect((await manage({ flags: {} }).ask(OPENAPI_PATH)).body).toEqual(openApiDocument())
})

it('says what every call answers, done, tried and refused', async () => {
  const flagSet = {
    flags: { checkout: toggle('off'), old: { ...toggle('on'), 'x-archived': true } },
    $evaluators: { staff: { var: 'staff' }, unused: { var: 'x' } },
  }
  const bodies: { readonly [operationId: string]: object } = {
    postFlags: { key: 'new', flag: toggle('on') },
    putFlagsKey: { flag: toggle('on') },
    patchFlagsKey: { patch: { metadata: { a: 1 } } },
    postFlagsKeyRollout: { weights: { on: 10 } },
    postFlagsKeySchedule: { stages: [{ at: '2099-01-01T00:00:00Z', weights: { on: 10 } }] },
    postFlagsKeyTarget: { segment: 'staff', variant: 'on' },
    postFlagsKeyTrial: { targetingKey: 'a', variant: 'on', until: '2099-01-01T00:00:00Z' },
    postFlagsKeyRollback: { revision: 'line.0' },
    putSegmentsName: { rule: { var: 'staff' } },
    postTriggers: { name: 'stop', flagKey: 'checkout', intent: 'disable' },
    postExplain: { context: { targetingKey: 'a' } },
    postCopy: { from: 'staging' },
    postRollback: { revision: 'line.0' },
  }
  const queries: { readonly [operationId: string]: string } = {
    getCompare: 'with=staging',
    getExplain: 'context={}',
    getReportsWho: 'flag=checkout&limit=1',
    getReportsCustomers: 'attribute=plan',
    getReportsStale: 'days=1',
  }
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const { ask, production, insights, nowMs } = manage(flagSet)
      insights.add({ id: batchId(1), entries: SHOWN }, nowMs - 2 * 86_400_000)
      production.replaceFlagSet({ ...flagSet, metadata: { team: 'web' } })
      const key = operation.operationId === 'deleteFlagsKey' ? 'old' : 'checkout'
      const name = operation.operationId === 'deleteSegmentsName' ? 'unused' : 'staff'
      const trigger = { name: 'staff', flagKey: 'checkout', intent: 'disable' }
      const { path: address } = (await ask('/triggers', { body: trigger })).body
      const at = (flag: string, segment: string) =>
        (flag === 'nowhere' ? path : path.replace(/^.*\/\{secret\}/, address))
          .replace('{environment}', 'production')
          .replace('{key}', flag)
          .replace('{name}', segment)
      const isWrite = method !== 'get'
      const call = {
        method: method.toUpperCase(),
        ...(isWrite && { body: bodies[operation.operationId] ?? {} }),
      }
      if (isWrite) check(operation, await ask(`${at(key, name)}?dryRun=true`, call))
      const done = await ask(`${at(key, name)}?${queries[operation.operationId] ?? ''}`, call)
      expect(done.status, `${method} ${path} ${JSON.stringify(done.body)}`).toBeLessThan(300)
      check(operation, done)
      check(operation, await ask(at('nowhere', 'nowhere').replace('production', 'nowhere'), call))
      if (isWrite) check(operation, await ask(at('nowhere', 'nowhere'), { ...call, body: '{' }))
    }
  }
})
