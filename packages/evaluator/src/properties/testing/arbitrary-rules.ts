import { randomInt } from 'node:crypto'
import type { EvaluationContext, Flag, FlagSet, JsonValue, TargetingRule } from '@halyard/schema'
import { RULE_OPERATORS } from '@halyard/schema'
import fc from 'fast-check'

/** The seed of this run: another one each time, `SEED` in the environment to have one again. */
export const SEED = Number(process.env.SEED ?? randomInt(2 ** 31))

/** The second at which evaluations with time begin. */
export const NOW = 1_000

const attribute = fc.constantFrom('a', 'b', 'list', 'address.country', 'targetingKey', '$flagd.flagKey', '')
const scalar = fc.constantFrom<JsonValue>(
  null,
  true,
  false,
  0,
  1,
  -2,
  7.5,
  1_020,
  '',
  'on',
  'off',
  '1',
  '1.2.3',
  'ü',
)
const threshold = fc.integer({ min: NOW - 5, max: NOW + 60 })
const time: TargetingRule = { var: '$flagd.timestamp' }

/** Attributes that rules of {@link arbitraryRule} read, of every type. */
export const arbitraryContext: fc.Arbitrary<EvaluationContext> = fc.record(
  {
    targetingKey: fc.oneof(fc.string(), scalar),
    a: scalar,
    b: fc.jsonValue({ maxDepth: 2 }),
    list: fc.array(fc.oneof(scalar, fc.record({ a: scalar }))),
    address: fc.record({ country: scalar }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<EvaluationContext>

/** Rules of all operators, mostly with as many operands as they take, with time in every place. */
export const arbitraryRule: fc.Arbitrary<TargetingRule> = fc.letrec<{ rule: TargetingRule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    attribute.map((path) => ({ var: path })),
    fc.constant(time),
    fc.constantFrom<TargetingRule>({ $ref: 'shared' }, { $ref: 'clock' }),
    arbitrarySchedule(tie('rule')),
    arbitraryOperation(tie('rule')),
    fc.array(tie('rule'), { maxLength: 3 }),
  ),
})).rule

function arbitraryOperation(rule: fc.Arbitrary<TargetingRule>): fc.Arbitrary<TargetingRule> {
  const operators = Object.entries(RULE_OPERATORS)
  return fc.constantFrom(...operators).chain(([operator, { min, max }]) => {
    const operands = fc.array(rule, { minLength: min, maxLength: Math.min(max, min + 3) })
    return operator === 'fractional'
      ? arbitrarySplit(rule)
      : operands.map((all) => ({ [operator]: all }) as TargetingRule)
  })
}

function arbitrarySplit(rule: fc.Arbitrary<TargetingRule>): fc.Arbitrary<TargetingRule> {
  const bucket = fc.tuple(fc.constantFrom('on', 'off', 'third'), fc.oneof(fc.nat({ max: 100 }), rule))
  return fc
    .tuple(fc.option(rule), fc.array(bucket, { minLength: 1, maxLength: 4 }))
    .map(([key, buckets]) => ({ fractional: key === null ? buckets : [key, ...buckets] }))
}

/** A comparison of something linear in time with something near now. */
export function arbitrarySchedule(
  operand: fc.Arbitrary<TargetingRule> = threshold,
): fc.Arbitrary<TargetingRule> {
  const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.5, 1e-3, 60))
  const moving = fc.oneof(
    fc.constant(time),
    fc.tuple(fc.constantFrom('+', '-', '*', '/', 'max', 'min'), number).map(([o, n]) => ({ [o]: [time, n] })),
    fc.tuple(fc.constantFrom('+', '-', '*'), number).map(([o, n]) => ({ [o]: [n, time] })),
    fc.tuple(number, number).map(([n, m]) => ({ '*': [{ '-': [time, n] }, m] })),
  ) as fc.Arbitrary<TargetingRule>
  const other = fc.oneof({ weight: 3, arbitrary: threshold }, operand, moving)
  const operator = fc.constantFrom('<', '<=', '>', '>=', '==', '!=', '===', '!==')
  return fc.oneof(
    fc.tuple(operator, moving, other).map(([o, left, right]) => ({ [o]: [left, right] })),
    fc.tuple(operator, other, moving).map(([o, left, right]) => ({ [o]: [left, right] })),
    fc.tuple(fc.constantFrom('<', '<='), other, moving, other).map(([o, ...all]) => ({ [o]: all })),
  ) as fc.Arbitrary<TargetingRule>
}

const named = fc.constantFrom('on', 'off', 'third', 'true', 'false', '1')

/** A flag whose targeting mostly names variants. */
export const arbitraryFlag: fc.Arbitrary<Flag> = fc
  .tuple(
    fc.oneof(
      arbitraryRule,
      fc.tuple(arbitraryRule, named, arbitraryRule, named).map((all) => ({ if: all }) as TargetingRule),
    ),
    fc.constantFrom('on', null, ''),
    fc.constantFrom<Flag['state']>('ENABLED', 'ENABLED', 'ENABLED', 'DISABLED'),
  )
  .map(([targeting, defaultVariant, state]) => ({
    state,
    variants: { on: 'A', off: 'B', third: 'C', true: 'D', false: 'E', 1: 'F' },
    defaultVariant,
    targeting,
  }))

/** Flags `f` and `g`, and the shared rules that rules refer to. */
export const arbitraryFlagSet: fc.Arbitrary<FlagSet> = fc.record({
  flags: fc.record({ f: arbitraryFlag, g: arbitraryFlag }),
  $evaluators: fc.record({ shared: arbitraryRule, clock: fc.constant(time) }),
}) as fc.Arbitrary<FlagSet>
