import type { EvaluationContext, JsonValue } from '@halyard/schema'
import fc, { type Arbitrary } from 'fast-check'

/** The names of all variants; each has its name as its value. */
export const VARIANTS = ['a', 'b', 'c', '1', 'true', 'false'] as const

/** Shared rules that generated rules refer to. */
export const SHARED_RULES: { readonly [name: string]: JsonValue } = {
  isTeam: { '==': [{ var: 'plan' }, 'team'] },
  isRecent: { sem_ver: [{ var: 'version' }, '>=', '1.2.0'] },
  split: {
    fractional: [
      ['a', 1],
      ['b', 2],
    ],
  },
}

/** The moment of every evaluation. */
export const NOW_MS = 1_800_000_000_000

const one = <T extends JsonValue>(...values: readonly T[]): Arbitrary<T> => fc.constantFrom(...values)

const plan = one('free', 'team', 'enterprise')
const email = one('kim@example.com', 'lee@example.org', 'x', '')
const version = one(
  '1.0.0',
  '1.2.0',
  '1.2.3-rc.1',
  'v2.0.0',
  '2',
  '1.2',
  '1.2.3+build',
  'nonsense',
  '1.2.3.4',
  ...['V1.2.0', '01.2.0', '1.2.0-01', '1.2.0-', '1.2-rc.1', '1.2.0-rc.1+a.b', '1.2+a', '1.x', '-1.2.0', ''],
)
const key = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 })

/** Contexts over ASCII: attributes are often there and mostly of one type, as in a page. */
export const contexts: Arbitrary<EvaluationContext> = fc.record(
  {
    targetingKey: key,
    plan,
    email,
    version,
    age: fc.integer({ min: -3, max: 90 }),
    score: one(0, 0.5, 1, 10, 99.9),
    isBeta: fc.boolean(),
    nothing: one(null),
    tags: fc.array(one('x', 'y', 'team', 'free'), { maxLength: 3 }),
    visits: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
    // never empty: an empty object has a case of its own
    address: fc.record(
      { country: one('CH', 'DE'), city: one('Bern', '') },
      { requiredKeys: ['city'], noNullPrototype: true },
    ),
    cart: fc.record({
      items: fc.array(fc.record({ sku: one('x', 'team'), price: fc.integer({ min: 0, max: 9 }) }), {
        maxLength: 2,
      }),
      owner: fc.record({ name: fc.record({ first: one('Kim', '') }) }),
    }),
  },
  { requiredKeys: [], noNullPrototype: true },
) as Arbitrary<EvaluationContext>

const path = one(
  ...['plan', 'email', 'version', 'targetingKey', 'age', 'score', 'isBeta', 'nothing', 'tags', 'visits'],
  ...[
    'address.country',
    'address.city',
    'address',
    'cart.items.0.sku',
    'cart.owner.name.first.length',
    'toString',
    'absent',
    '$flagd.flagKey',
    '$flagd.timestamp',
  ],
)

// none that is ever null or an empty text: those have a case of their own
const required = one(
  'plan',
  'version',
  'age',
  'tags',
  'address.country',
  'cart.items.0.sku',
  'cart.items.1.price',
  'cart.owner.name.last',
  'toString',
  'absent',
  '$flagd.flagKey',
)

function operation(name: string, ...operands: readonly Arbitrary<JsonValue>[]): Arbitrary<JsonValue> {
  return fc.tuple(...operands).map((list) => ({ [name]: list }))
}

function any(...arbitraries: readonly Arbitrary<JsonValue>[]): Arbitrary<JsonValue> {
  return fc.oneof(...arbitraries)
}

const read = (...paths: readonly string[]): Arbitrary<JsonValue> =>
  one(...paths).map((name) => ({ var: name }))
const variant = one(...VARIANTS)
const weight = one(0, 1, 1, 50, 50, -3)
const bucket: Arbitrary<JsonValue> = fc.oneof(fc.tuple(variant, weight), fc.tuple(variant))
const buckets = fc.array(bucket, { minLength: 1, maxLength: 4 })
/** Numbers as texts, which both ways of reading them take for the same. */
const digits = one('12', '3.5', '-1', '1e2', ' 7 ')
const measure: Arbitrary<JsonValue> = fc.oneof(fc.integer({ min: -3, max: 90 }), read('age', 'score'))
const divisor = fc.integer({ min: -7, max: 7 }).filter((number) => number !== 0)
const current: JsonValue = { var: 'current' }
const accumulator: JsonValue = { var: 'accumulator' }
const comparison = one('=', '!=', '<', '<=', '>', '>=', '^', '~')
const order = one('<', '<=', '>', '>=')
const amount: Arbitrary<JsonValue> = fc.oneof(fc.constant(0), fc.integer({ min: -3, max: 90 }))
const equality = one('==', '!=', '===', '!==')

const { rule } = fc.letrec<{
  rule: JsonValue
  condition: JsonValue
  number: JsonValue
  text: JsonValue
  list: JsonValue
  buckets: readonly JsonValue[]
}>((tie) => ({
  buckets: fc.array(
    fc.oneof(
      bucket,
      fc.tuple(
        fc.oneof({ maxDepth: 2 }, variant, tie('rule')),
        fc.oneof({ maxDepth: 2 }, weight, tie('number')),
      ),
      fc.tuple(fc.tuple(variant), weight),
      operation('merge', variant, weight),
    ),
    { minLength: 1, maxLength: 3 },
  ),
  text: fc.oneof(
    { maxDepth: 3 },
    any(plan, email),
    read('plan', 'email', 'version', 'targetingKey', 'address.country', '$flagd.flagKey'),
    read('cart.items.0.sku', 'cart.items.1.sku', 'cart.owner.name.first'),
    operation('cat', tie('text'), tie('text')),
    operation('substr', tie('text'), fc.integer({ min: -9, max: 9 })),
    operation('substr', tie('text'), fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
    operation('if', tie('condition'), tie('text'), tie('text')),
  ),
  number: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: -3, max: 90 }),
    read('age', 'score', '$flagd.timestamp', 'cart.items.0.price', 'cart.items.1.price'),
    digits,
    one('+', '-', '*').chain((name) => operation(name, tie('number'), tie('number'))),
    // of texts they are an error, and one that flagd-core finds ahead, even where the rule never comes to it
    one('max', 'min').chain((name) => operation(name, measure, measure, measure)),
    operation('%', tie('number'), divisor),
    operation('/', tie('number'), divisor),
    operation('-', tie('number')),
    operation('reduce', read('visits'), one({ '+': [current, accumulator] }, accumulator), amount),
  ),
  list: fc.oneof(
    { maxDepth: 3 },
    read('tags', 'visits'),
    fc.array(plan, { maxLength: 3 }),
    operation('merge', tie('list'), tie('list')),
    operation(
      'filter',
      read('visits'),
      order.map((name) => ({ [name]: [{ var: '' }, 2] })),
    ),
    operation(
      'map',
      read('visits'),
      one('+', '*').map((name) => ({ [name]: [{ var: '' }, 2] })),
    ),
    fc.array(required, { maxLength: 3 }).map((paths) => ({ missing: paths })),
    fc
      .tuple(fc.integer({ min: 1, max: 2 }), fc.array(required, { maxLength: 3 }))
      .map((needed) => ({ missing_some: needed })),
  ),
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'rule' },
    fc.tuple(equality, tie('text'), tie('text')).map(([name, ...sides]) => ({ [name]: sides })),
    fc.tuple(order, tie('number'), tie('number')).map(([name, ...sides]) => ({ [name]: sides })),
    fc.tuple(equality, tie('number'), tie('number')).map(([name, ...sides]) => ({ [name]: sides })),
    equality.chain((name) => operation(name, read('age', 'score'), amount)),
    one('!', '!!').chain((name) => operation(name, tie('list'))),
    operation('<', amount, read('age', 'score'), amount),
    operation('in', tie('text'), tie('list')),
    operation('in', tie('text'), tie('text')),
    operation('starts_with', tie('text'), one('k', 'lee', '')),
    operation('ends_with', tie('text'), one('@example.com', 'm', '')),
    operation('sem_ver', read('version'), comparison, version),
    operation('sem_ver', fc.oneof(version, one(1, 1.2, 0)), comparison, version),
    one('!', '!!').chain((name) => operation(name, tie('rule'))),
    one('and', 'or').chain((name) => operation(name, tie('condition'), tie('condition'))),
    one('some', 'all', 'none').chain((name) =>
      operation(name, read('tags'), fc.constant({ '==': [{ var: '' }, 'x'] })),
    ),
    read('isBeta'),
    one('isTeam', 'isRecent').map((name) => ({ $ref: name })),
  ),
  rule: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'rule' },
    variant,
    one<JsonValue>(null, true, 1),
    buckets.map((list) => ({ fractional: list })),
    fc.tuple(tie('text'), buckets).map(([subject, list]) => ({ fractional: [subject, ...list] })),
    tie('buckets').map((list) => ({ fractional: list })),
    fc.tuple(tie('text'), tie('buckets')).map(([subject, list]) => ({ fractional: [subject, ...list] })),
    operation('if', tie('condition'), tie('rule'), tie('rule')),
    operation('if', tie('condition'), tie('rule')),
    operation('if', tie('condition'), tie('rule'), tie('condition'), tie('rule'), tie('rule')),
    tie('condition'),
    tie('text'),
    tie('number'),
    tie('list'),
    path.map((name) => ({ var: name })),
    fc.tuple(path, variant).map((operands) => ({ var: operands })),
    fc.constant({ $ref: 'split' }),
    // a rule of reduce sees nothing of the context, and one within another nothing of that
    one<JsonValue>(
      { reduce: [{ var: 'visits' }, { '+': [current, accumulator] }, 0] },
      { reduce: [{ var: 'visits' }, { var: ['age', 'a'] }, 'b'] },
      { reduce: [{ var: 'cart.items' }, { '+': [{ var: 'current.price' }, accumulator] }, 0] },
      { reduce: [{ var: 'visits' }, { reduce: [[1, 2], { '+': [current, accumulator] }, accumulator] }, 0] },
    ),
  ),
}))

/** Rules with every operator, mostly of the types that their authors would mean. */
export const rules: Arbitrary<JsonValue> = rule
