import { isMethodName, PARAMETER_GUARDS, RESULT_GUARDS } from '@halyard/devtools'
import type { EvaluationContext, FlagSet } from '@halyard/schema'
import { expect, it } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import { INSPECTION, type InspectedClient } from '../inspection.ts'
import { pageOverrides } from '../overrides/page-overrides.ts'
import type { FlagSource } from '../sources/flag-source.ts'
import { evaluatedView } from '../sources/ofrep/evaluated-view.ts'
import { staticSource } from '../sources/static-source.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { NOBODY_CALLS } from '../testing/nobody-calls.ts'
import { explainMethods } from './explain-methods.ts'
import { inspectableClient } from './inspectable-client.ts'

const onOff = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' } as const

const flagSet: FlagSet = {
  flags: {
    beta: {
      ...onOff,
      targeting: { if: [{ $ref: 'crew' }, 'on', { '>=': [{ var: '$flagd.timestamp' }, 2000] }, 'on'] },
    },
    half: {
      ...onOff,
      targeting: {
        if: [
          { '===': [{ $ref: 'x-variant-of:beta' }, 'on'] },
          {
            fractional: [
              ['on', 50],
              ['off', 50],
            ],
          },
        ],
      },
    },
    plain: onOff,
  },
  $evaluators: {
    crew: { '==': [{ var: 'plan' }, 'crew'] },
    'x-variant-of:beta': { if: [{ $ref: 'crew' }, 'on', 'off'] },
  },
}

function start(source: FlagSource = staticSource(flagSet)): InspectedClient {
  const client = createFlagClient({
    source,
    context: { targetingKey: 'u1', plan: 'crew' },
    clock: createFakeClock(1_000_000),
    overrides: pageOverrides(),
  }) as InspectedClient
  client.start()
  return client
}

/** Calls a method as a registry would: its parameters and its result are those of the protocol. */
async function call(
  client: InspectedClient,
  method: 'explain' | 'evaluate-for',
  parameters: { flagKey?: string; context?: EvaluationContext },
): Promise<unknown> {
  expect(isMethodName(method) && PARAMETER_GUARDS[method](parameters)).toBe(true)
  const handle = explainMethods(client[INSPECTION])[method] as (given: object) => Promise<unknown>
  const result = structuredClone(await handle(parameters))
  expect(RESULT_GUARDS[method](result)).toBe(true)
  return result
}

it('explains a flag with what it uses, and when time changes it', async () => {
  expect(await call(start(), 'explain', { flagKey: 'beta', context: { plan: 'free' } })).toMatchObject({
    outcome: { flagKey: 'beta', value: false, variant: 'off', reason: 'DEFAULT' },
    tree: { operator: 'if', children: [{ operator: '$ref', label: 'crew', result: false }, {}] },
    nextChangeAtMs: 2_000_000,
    rule: expect.stringContaining('"$ref": "crew"'),
    uses: {
      attributes: ['plan'],
      targetingKey: false,
      time: true,
      segments: [{ name: 'crew', result: false, rule: expect.stringContaining('"var": "plan"') }],
      flags: [],
    },
  })
})

it('tells prerequisites from segments, and shows the split', async () => {
  expect(await call(start(), 'explain', { flagKey: 'half' })).toMatchObject({
    decidedBy: '/flags/half/targeting/if/1',
    uses: { targetingKey: true, segments: [{ name: 'crew', result: true }], flags: ['beta'] },
    tree: { children: [{ result: true }, { split: { hashed: 'halfu1', total: 100 } }] },
  })
})

it('explains what would be served without the override', async () => {
  const client = start()
  client.overrides.set('beta', false)
  expect(await call(client, 'explain', { flagKey: 'beta' })).toMatchObject({
    outcome: { value: true, variant: 'on', reason: 'TARGETING_MATCH' },
  })
})

it('explains flags without rules, and those of nobody', async () => {
  const bare = { omittedParts: 0, uses: { attributes: [], segments: [], flags: [] } }
  expect(await call(start(), 'explain', { flagKey: 'plain' })).toMatchObject({
    ...bare,
    outcome: { reason: 'STATIC' },
  })
  expect(await call(start(), 'explain', { flagKey: '__proto__' })).toMatchObject({
    ...bare,
    outcome: { reason: 'ERROR', errorMessage: expect.any(String) },
  })
  const idle = createFlagClient({ source: staticSource(flagSet) }) as InspectedClient
  expect(await call(idle, 'explain', { flagKey: 'beta', context: {} })).toMatchObject({
    outcome: { reason: 'ERROR' },
  })
})

it('says what another context would change, and changes and reads nothing', async () => {
  const client = start()
  const preview = await call(client, 'evaluate-for', { context: { targetingKey: 'u1', plan: 'free' } })
  expect(preview).toMatchObject({
    changed: [
      { flagKey: 'beta', value: false, variant: 'off', reason: 'DEFAULT' },
      { flagKey: 'half', value: false, variant: 'off' },
    ],
    leftOut: 0,
    evaluated: 3,
  })
  expect([client.context.plan, client[INSPECTION].store.read.size]).toEqual(['crew', 0])
})

it('leaves out of that what is overridden', async () => {
  const client = start()
  client.overrides.set('beta', true)
  const preview = await call(client, 'evaluate-for', { context: {} })
  expect(preview).toMatchObject({ changed: [{ flagKey: 'half' }] })
})

it('does not make up what a server would say', async () => {
  const flags = { beta: { ...onOff, 'x-verdict': { variant: 'on', reason: 'SPLIT' } } }
  const client = start({ ...staticSource({ flags }), load: evaluatedView })
  await expect(call(client, 'evaluate-for', { context: {} })).rejects.toThrow('a server evaluates')
})

it('reports a context that somebody set, and gives the page’s own back', async () => {
  const client = createFlagClient({ source: staticSource(flagSet), context: { plan: 'crew' } })
  client.start()
  const inspected = inspectableClient(client, (client as InspectedClient)[INSPECTION])
  const methods = inspected.methods ?? {}
  expect(inspected.describe().contextOverride).toBeUndefined()
  await methods['set-context']?.({ context: { plan: 'free' } }, NOBODY_CALLS)
  await methods['set-context']?.({ context: { plan: 'team' } }, NOBODY_CALLS)
  expect(inspected.describe()).toMatchObject({
    context: { plan: 'team' },
    contextOverride: { own: { plan: 'crew' }, scope: 'page' },
  })
  await client.setContext({ plan: 'own' })
  expect(inspected.describe().contextOverride).toBeUndefined()
  await methods['set-context']?.({ context: { plan: 'free' } }, NOBODY_CALLS)
  await methods['reset-context']?.({}, NOBODY_CALLS)
  expect(client.context).toEqual({ plan: 'own' })
})
