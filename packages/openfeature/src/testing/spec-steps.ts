import { CucumberExpression, ParameterType, ParameterTypeRegistry } from '@cucumber/cucumber-expressions'
import { expect } from 'vitest'
import type { Scenario } from './read-scenarios.ts'
import { ENTRY_KEYS, entryFlag } from './spec-context.ts'
import { type ContextLevel, SPEC_STATUSES, type SpecStatus } from './spec-subject.ts'
import { type SpecWorld, typedValue } from './spec-world.ts'

type Rows = Scenario['steps'][number]['rows']
type Step = (world: SpecWorld, ...args: never[]) => void | Promise<void>

const ask = (world: SpecWorld, type: string, flagKey: string, fallback: string | number): Promise<void> => {
  world.ask(type, flagKey, typeof fallback === 'string' ? typedValue(type, fallback) : fallback)
  return world.evaluate()
}
const askForObject = (world: SpecWorld, flagKey: string): Promise<void> => {
  world.ask('object', flagKey, null)
  return world.evaluate()
}
const valueIs = (world: SpecWorld, type: string, value: string | number): void =>
  expect(world.details?.value).toEqual(typeof value === 'string' ? typedValue(type, value) : value)
const reasonIs = (world: SpecWorld, reason: string): void => expect(world.details?.reason).toBe(reason)
const variantIs = (world: SpecWorld, variant: string): void => expect(world.details?.variant).toBe(variant)
const fallbackStands = (world: SpecWorld): void => expect(world.details?.value).toEqual(world.flag?.fallback)
const detailsAre = (
  world: SpecWorld,
  type: string,
  value: string | number,
  variant: string,
  reason: string,
): void => {
  valueIs(world, type, value)
  variantIs(world, variant)
  reasonIs(world, reason)
}
const fieldsAre = (world: SpecWorld, ...args: (string | number)[]): void => {
  const [first, second, third, ...values] = args
  const [truth, ...others] = values
  expect(world.details?.value).toEqual({
    [String(first)]: truth === 'true',
    [String(second)]: others[0],
    [String(third)]: others[1],
  })
}
const isError = (world: SpecWorld, errorCode: string): void =>
  expect(world.details).toMatchObject({ reason: 'ERROR', errorCode })
const provide = (world: SpecWorld, status: SpecStatus): Promise<void> => world.subject.provide(status)

/** The steps of the features, in the words of the features. */
const STEPS: Readonly<Record<string, Step>> = {
  'a(n) {status} provider': provide,
  'a stable provider with retrievable context is registered': (world) => provide(world, 'stable'),

  'a(n) {type} flag with key {string} is evaluated with default value {string}': ask,
  'a(n) {type} flag with key {string} is evaluated with default value {float}': ask,
  'an object flag with key {string} is evaluated with a null default value': askForObject,
  'a(n) {type} flag with key {string} is evaluated with details and default value {string}': ask,
  'a(n) {type} flag with key {string} is evaluated with details and default value {float}': ask,
  'an object flag with key {string} is evaluated with details and a null default value': askForObject,
  'a non-existent string flag with key {string} is evaluated with details and a fallback value {string}': (
    world,
    flagKey: string,
    fallback: string,
  ) => ask(world, 'string', flagKey, fallback),
  'a string flag with key {string} is evaluated as an integer, with details and a fallback value {int}': (
    world,
    flagKey: string,
    fallback: number,
  ) => ask(world, 'integer', flagKey, fallback),
  'the resolved {type} value should be {string}': valueIs,
  'the resolved {type} value should be {float}': valueIs,
  'the resolved {type} details value should be {string}, the variant should be {string}, and the reason should be {string}':
    detailsAre,
  'the resolved {type} details value should be {float}, the variant should be {string}, and the reason should be {string}':
    detailsAre,
  'the resolved object value should be contain fields {string}, {string}, and {string}, with values {string}, {string} and {int}, respectively':
    fieldsAre,
  'the resolved object details value should be contain fields {string}, {string}, and {string}, with values {string}, {string} and {int}, respectively':
    fieldsAre,
  'the variant should be {string}, and the reason should be {string}': (
    world,
    variant: string,
    reason: string,
  ) => {
    variantIs(world, variant)
    reasonIs(world, reason)
  },
  'the default {type} value should be returned': fallbackStands,
  'the reason should indicate an error and the error code should indicate a missing flag with {string}':
    isError,
  'the reason should indicate an error and the error code should indicate a type mismatch with {string}':
    isError,

  'a {type}-flag with key {string} and a fallback value {string}': (
    world,
    type: string,
    flagKey: string,
    fallback: string,
  ) => world.ask(type, flagKey, typedValue(type, fallback)),
  'a context containing a key {string}, with type {string} and with value {string}': (
    world,
    key: string,
    type: string,
    value: string,
  ) => world.addContext('API', { [key]: typedValue(type, value) }),
  'a context containing a key {string} with null value': (world, key: string) =>
    world.addContext('API', { [key]: null }),
  'the flag was evaluated with details': (world) => world.evaluate(),
  'the flag was evaluated with details using the evaluation options': (world) => world.evaluate(),
  'the resolved details value should be {string}': (world, value: string) =>
    expect(world.details?.value).toEqual(world.typed(value)),
  'the flag key should be {string}': (world, flagKey: string) => expect(world.details?.flagKey).toBe(flagKey),
  'the variant should be {string}': variantIs,
  'the reason should be {string}': reasonIs,
  'the error-code should be {string}': isError,
  'the provider status should be {string}': (world, status: string) =>
    expect(world.subject.status).toBe(status),
  'the resolved metadata should contain': (world, [, ...rows]: Rows) => {
    const metadata = rows.map(([key = '', type = '', value = '']) => [key, typedValue(type, value)] as const)
    expect(world.details?.flagMetadata).toEqual(Object.fromEntries(metadata))
  },
  'the resolved metadata is empty': (world) => expect(world.details?.flagMetadata).toEqual({}),

  'an evaluation context with modifiable data': (world) =>
    world.addContext('API', { email: 'ballmer@macrosoft.com', groups: ['staff'] }),
  'the original evaluation context should remain unmodified': (world) =>
    expect(world.contexts.get('API')).toEqual({ email: 'ballmer@macrosoft.com', groups: ['staff'] }),
  // What the scenario is about is requirement 1.4.15.1: the metadata.
  'the evaluation details should be immutable': (world) =>
    expect(Object.isFrozen(world.details?.flagMetadata)).toBe(true),
  'the flag was evaluated with details asynchronously': (world) => {
    world.pending = world.evaluate()
  },
  'the evaluation should complete without blocking': async (world) => {
    expect(world.details).toBeUndefined()
    await world.pending
  },

  'a client with added hook': (world) => world.addHook('added'),
  'evaluation options containing specific hooks': (world) => {
    world.addHook('first')
    world.addHook('second')
  },
  'the specified hooks should execute during evaluation': (world) =>
    expect(new Set(world.calls.map(({ hook }) => hook))).toEqual(new Set(['first', 'second'])),
  'the hook order should be maintained': (world) =>
    expect(world.calls.map(({ hook, stage }) => `${stage} ${hook}`)).toEqual([
      'before first',
      'before second',
      'after second',
      'after first',
      'finally second',
      'finally first',
    ]),
  'the {string} hook should have been executed': (world, stage: string) =>
    expect(world.calls.filter((call) => call.stage === stage)).toHaveLength(1),
  'the {string} hooks should be called with evaluation details': (
    world,
    stages: string,
    [, ...rows]: Rows,
  ) => {
    const expected = rows.map(([type = '', key = '', value = '']) => [
      key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value === 'null' ? undefined : typedValue(type, value),
    ])
    for (const stage of stages.split(', ')) {
      const call = world.calls.find((made) => made.stage === stage)
      const told = expected.map(([key]) => [key, call?.details?.[key as keyof typeof call.details]])
      expect(told).toEqual(expected)
    }
  },

  'A context entry with key {string} and value {string} is added to the {string} level': (
    world,
    key: string,
    value: string,
    level: ContextLevel,
  ) => world.addContext(level, { [key]: value }),
  'A table with levels of increasing precedence': (world, rows: Rows) => {
    world.levels = rows.map(([level]) => level as ContextLevel)
  },
  'Context entries for each level from API level down to the {string} level, with key {string} and value {string}':
    (world, last: ContextLevel, key: string) => {
      for (const level of world.levels.slice(0, world.levels.indexOf(last) + 1))
        world.addContext(level, { [key]: level })
    },
  'Some flag was evaluated': async (world) => {
    for (const key of ENTRY_KEYS) {
      world.ask('string', entryFlag(key), 'nothing')
      await world.evaluate()
      world.entries.set(key, world.details?.value)
    }
  },
  'The merged context contains an entry with key {string} and value {string}': (
    world,
    key: string,
    value: string,
  ) => expect(world.entries.get(key)).toBe(value),
}

const parameters = new ParameterTypeRegistry()
for (const [name, words] of [
  ['status', SPEC_STATUSES.join('|')],
  ['type', '[Bb]oolean|[Ss]tring|[Ii]nteger|[Ff]loat|[Oo]bject'],
] as const)
  parameters.defineParameterType(new ParameterType(name, new RegExp(words), String, (word) => word))
const expressions = Object.entries(STEPS).map(
  ([text, step]) => [new CucumberExpression(text, parameters), step] as const,
)

/**
 * Runs a step.
 *
 * @throws Error where none or more than one is written in these words.
 */
export async function runStep(world: SpecWorld, { text, rows }: Scenario['steps'][number]): Promise<void> {
  const found = expressions.flatMap(([expression, step]) => {
    const args = expression.match(text)?.map((argument) => argument.getValue(null))
    return args ? [{ args, step }] : []
  })
  const [match, ...others] = found
  if (!match || others.length > 0) throw new Error(`${found.length} steps are written as: ${text}`)
  await match.step(world, ...([...match.args, rows] as never[]))
}
