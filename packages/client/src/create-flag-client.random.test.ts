import { compileFlagSet, evaluate } from '@halyard/evaluator'
import { applyFlagSetChanges, type Flag, type FlagSet, type TargetingRule } from '@halyard/schema'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import { loadFlagRules } from './sources/flag-rules.ts'
import { createFakeClock } from './testing/fake-clock.ts'
import { createFakeSource } from './testing/fake-source.ts'

const SEED = 20_261_124
const RUNS = 150
const START_SECOND = 1_000_000
const KEYS = ['a', 'b', 'c', 'd', 'e']

type Condition =
  | { readonly if: 'nothing' | 'shared' }
  | { readonly if: 'plan'; readonly plan: string }
  | { readonly if: 'time'; readonly second: number }
  | { readonly if: 'edited' | 'alike' | 'off' | 'removed' }

/** What may happen to a page. */
type Step =
  | { readonly type: 'read' | 'observe'; readonly key: string }
  | { readonly type: 'change' | 'snapshot'; readonly flags: readonly (readonly [string, Condition])[] }
  | { readonly type: 'share'; readonly condition: Condition }
  | { readonly type: 'context'; readonly plan: string }
  | { readonly type: 'lose' | 'confirm' }
  | { readonly type: 'wait' | 'sleep'; readonly ms: number }

const key = fc.constantFrom(...KEYS)
const plan = fc.constantFrom('free', 'team')
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    if: fc.constantFrom<'nothing' | 'shared' | 'edited' | 'alike' | 'off' | 'removed'>(
      'nothing',
      'shared',
      'edited',
      'alike',
      'off',
      'removed',
    ),
  }),
  fc.record({ if: fc.constant('plan' as const), plan }),
  fc.record({ if: fc.constant('time' as const), second: fc.integer({ min: 0, max: 90 }) }),
)
const flags = fc.uniqueArray(fc.tuple(key, condition), { selector: ([name]) => name, maxLength: 3 })
const ms = fc.integer({ min: 0, max: 30_000 })
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ type: fc.constantFrom('read' as const, 'observe' as const), key }),
    fc.record({ type: fc.constantFrom('change' as const, 'change' as const, 'snapshot' as const), flags }),
    fc.record({ type: fc.constant('share' as const), condition }),
    fc.record({ type: fc.constant('context' as const), plan }),
    fc.record({ type: fc.constantFrom('lose' as const, 'confirm' as const) }),
    fc.record({ type: fc.constantFrom('wait' as const, 'wait' as const, 'sleep' as const), ms }),
  ),
  { maxLength: 40, size: 'max' },
)

function ruleOf(given: Condition): TargetingRule {
  if (given.if === 'plan') return { '==': [{ var: 'plan' }, given.plan] }
  if (given.if === 'time') return { '>=': [{ var: '$flagd.timestamp' }, START_SECOND + given.second] }
  return given.if === 'shared' ? { $ref: 'shared' } : true
}

function flagOf(given: Condition): Flag | null {
  if (given.if === 'removed') return null
  return {
    state: given.if === 'off' ? 'DISABLED' : 'ENABLED',
    // Two of one value: an observer is told of the variant as well.
    variants: { yes: given.if === 'edited' ? 'certainly' : 'yes', aye: 'yes', no: 'no' },
    defaultVariant: 'no',
    targeting: { if: [ruleOf(given), given.if === 'alike' ? 'aye' : 'yes'] },
  }
}

const changesOf = (given: readonly (readonly [string, Condition])[]) => ({
  flags: Object.fromEntries(given.map(([name, each]) => [name, flagOf(each)])),
})

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A page, and beside it the plain truth: everything is compiled and evaluated anew for each question. */
async function walk(given: readonly Step[]): Promise<void> {
  const clock = createFakeClock(START_SECOND * 1000)
  const fake = createFakeSource()
  const client = createFlagClient({
    source: { ...fake, load: loadFlagRules },
    clock,
    maxAgeMs: 10_000,
    context: { plan: 'free' },
  })
  client.start()
  let flagSet: FlagSet = { flags: {}, $evaluators: { shared: false } }
  let revision = 'l.0' as const as `${string}.${number}`
  let number = 0
  fake.say({ type: 'snapshot', revision, flagSet })

  const heard = new Map<string, number>()
  const heardTogether = new Set<string>()
  const observed = new Set<string>()
  client.subscribeAll((flagKeys) => {
    for (const name of flagKeys) heardTogether.add(name)
  })

  const truth = (name: string): string => {
    const { value, variant } = evaluate(compileFlagSet(flagSet), name, '-', client.context, {
      nowMs: clock.now(),
    })
    return `${value} ${variant}`
  }
  function change(changes: Parameters<typeof applyFlagSetChanges>[1]): void {
    flagSet = applyFlagSetChanges(flagSet, changes)
    const previous = revision
    number += 1
    revision = `l.${number}`
    fake.say({ type: 'change', previous, revision, changes })
  }

  async function take(step: Step): Promise<void> {
    switch (step.type) {
      case 'read':
        client.get(step.key, '-')
        break
      case 'observe':
        observed.add(step.key)
        client.subscribe(step.key, () => heard.set(step.key, (heard.get(step.key) ?? 0) + 1))
        break
      case 'change':
        change(changesOf(step.flags))
        break
      case 'share':
        change({ $evaluators: { shared: ruleOf(step.condition) } })
        break
      case 'snapshot':
        flagSet = applyFlagSetChanges({ ...flagSet, flags: {} }, changesOf(step.flags))
        number += 1
        revision = `l.${number}`
        fake.say({ type: 'snapshot', revision, flagSet })
        break
      case 'context':
        await client.setContext({ plan: step.plan })
        break
      case 'lose':
        fake.say({ type: 'lost', attempt: 1, error: 'gone' })
        break
      case 'confirm':
        fake.say({ type: 'current', revision })
        break
      case 'wait':
        clock.advance(step.ms)
        break
      case 'sleep':
        // Timers stand still, and after a minute at the latest the client looks at the clock.
        clock.jump(step.ms)
        clock.advance(60_000)
    }
    await settle()
    while (clock.delaysMs.some((delayMs) => delayMs <= 0)) {
      clock.advance(0)
      await settle()
    }
  }

  await settle()
  for (const step of given) {
    const before = new Map([...observed].map((name) => [name, truth(name)]))
    heard.clear()
    heardTogether.clear()
    await take(step)
    const isTime = step.type === 'wait' || step.type === 'sleep'
    for (const [name, outcome] of before) {
      const hasChanged = truth(name) !== outcome
      if (hasChanged || !isTime) {
        expect([name, heard.has(name), heardTogether.has(name)]).toEqual([name, hasChanged, hasChanged])
      }
    }
    for (const name of observed) {
      const { value, variant, freshness } = client.details(name, '-')
      expect(`${name} ${value} ${variant}`).toBe(`${name} ${truth(name)}`)
      expect(freshness).toBe(client.state.status === 'stale' ? 'stale' : 'live')
    }
    // Every other time, so that flags are also read long after the last time.
    if (number % 2 === 0) {
      for (const name of KEYS)
        expect(`${name} ${client.get(name, '-')}`).toBe(`${name} ${truth(name).split(' ')[0]}`)
    }
  }
  await client.close()
  expect(clock.delaysMs).toEqual([])
}

it(`answers and notifies as if everything were evaluated anew each time, seed ${SEED}`, async () => {
  await fc.assert(fc.asyncProperty(steps, walk), { seed: SEED, numRuns: RUNS })
}, 60_000)
