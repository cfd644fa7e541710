import { diffFlagSets, type EvaluationContext, type FlagSet, type FlagSetChanges } from '@halyard/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CompiledFlagSet, compileFlagSet, flagKeys, flagOf, recompile } from '../compile-flag-set.ts'
import { evaluate } from '../evaluate.ts'
import { describeExplanation } from '../explain/describe-explanation.ts'
import { explain } from '../explain/explain.ts'
import { referencesOf } from '../references/references-of.ts'
import { nextChangeAt } from '../time/next-change-at.ts'
import { readsTime } from '../time/reads-time.ts'
import { arbitraryFlag, arbitraryRule, SEED } from './testing/arbitrary-rules.ts'

const options = { nowMs: 5_000 }
const KEYS = ['f', '__proto__', 'toString', '0', '']

/** Asks everything that can be asked of a set, which must throw nothing and give what its types promise. */
function askEverything(compiled: CompiledFlagSet, context: EvaluationContext): void {
  for (const flagKey of new Set([...KEYS, ...flagKeys(compiled).slice(0, 3)])) {
    const details = evaluate(compiled, flagKey, 'fallback', context, options)
    expect(details.flagKey).toBe(flagKey)
    expect(details.reason === 'ERROR').toBe('errorCode' in details)
    expect(details.flagMetadata).toBeTypeOf('object')
    const explanation = explain(compiled, flagKey, 'fallback', context, options)
    expect(explanation.details).toEqual(details)
    expect(describeExplanation(explanation)[0]).toBeTypeOf('string')
    const next = nextChangeAt(compiled, flagKey, context, options)
    expect(next === null || next > options.nowMs).toBe(true)
    expect(readsTime(compiled, flagKey)).toBeTypeOf('boolean')
    expect(referencesOf(compiled, flagKey).attributes).toBeInstanceOf(Array)
    expect(flagOf(compiled, flagKey)).not.toBeNull()
  }
}

function checkChanges(before: unknown, after: unknown, changes: unknown): void {
  const compiled = compileFlagSet(before as FlagSet)
  askEverything(compiled, { targetingKey: 'u', a: 1 })
  const changed = recompile(compiled, changes as FlagSetChanges)
  askEverything(changed, {})
  askEverything(recompile(changed, { $evaluators: { shared: null } }), {})
  const difference = diffFlagSets(before as FlagSet, after as FlagSet)
  if (difference) askEverything(recompile(compiled, difference), {})
}

describe(`[E11] [C4] [R2] [T1] [X3] with the seed ${SEED}`, () => {
  const json = fc.jsonValue({ maxDepth: 4 })
  const key = fc.constantFrom(...KEYS)
  const flag = fc.oneof(
    json,
    arbitraryFlag,
    fc.record(
      {
        state: fc.oneof(fc.constantFrom('ENABLED', 'DISABLED'), json),
        variants: fc.oneof(fc.dictionary(key, json), json),
        defaultVariant: fc.oneof(key, json),
        targeting: fc.oneof(arbitraryRule, json),
        metadata: json,
        'x-prerequisites': json,
      },
      { requiredKeys: [] },
    ),
  )
  // every level of the document may be any JSON, or what it should be
  const flagSet = fc.oneof(
    json,
    fc.record(
      {
        flags: fc.oneof(json, fc.dictionary(key, flag)),
        $evaluators: fc.oneof(
          json,
          fc.dictionary(fc.constantFrom('shared', 'clock', '__proto__'), arbitraryRule),
        ),
        metadata: json,
        'x-bucketing': fc.oneof(fc.constant(2), json),
      },
      { requiredKeys: [] },
    ),
  )
  const changes = fc.record(
    {
      flags: fc.oneof(json, fc.dictionary(key, fc.option(flag))),
      $evaluators: fc.oneof(json, fc.dictionary(key, fc.option(arbitraryRule))),
      metadata: json,
      'x-bucketing': json,
      'x-other': json,
    },
    { requiredKeys: [] },
  )

  it('nothing throws for any JSON at any level of a set, or of its changes', () => {
    fc.assert(fc.property(flagSet, flagSet, changes, checkChanges), { seed: SEED, numRuns: 500 })
  }, 60_000)
})

describe('[E11] [C4] [R2] [T1] [X3] sets that no JSON gives', () => {
  const refuse = (): never => {
    throw new Error('hostile')
  }
  const throwNothing = (): never => {
    throw null
  }
  const at = (place: string, get: () => never = refuse): object =>
    Object.defineProperty({}, place, { enumerable: true, get })
  const flag = { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on', targeting: { var: 'a' } }
  const deep = (levels: number): unknown => JSON.parse(`${'{"!":['.repeat(levels)}1${']}'.repeat(levels)}`)
  const circle: { [key: string]: unknown } = {}
  circle.if = [circle]
  const proxy = new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a function', refuse],
    ['flags that throw', at('flags')],
    ['a flag that throws', { flags: at('f') }],
    ['a state that throws nothing', { flags: { f: at('state', throwNothing) } }],
    ['variants that throw', { flags: { f: { ...flag, variants: at('on') } } }],
    ['metadata that throws', { flags: { f: flag }, metadata: at('team') }],
    ['targeting that throws', { flags: { f: { ...flag, targeting: at('if', throwNothing) } } }],
    [
      'a shared rule that throws',
      { flags: { f: { ...flag, targeting: { $ref: 'e' } } }, $evaluators: at('e') },
    ],
    [
      'shared rules that throw',
      Object.assign(at('$evaluators'), { flags: { f: { ...flag, targeting: { $ref: 'e' } } } }),
    ],
    ['a proxy for flags', { flags: proxy }],
    ['a proxy for a flag', { flags: { f: proxy } }],
    ['a proxy for targeting', { flags: { f: { ...flag, targeting: proxy } } }],
    ['100,000 levels', { flags: { f: { ...flag, targeting: deep(100_000) } } }],
    ['100,000 levels of metadata', { flags: { f: { ...flag, metadata: deep(100_000) } } }],
    ['a circle', { flags: { f: { ...flag, targeting: circle } } }],
    [
      'a circle of shared rules',
      { flags: { f: { ...flag, targeting: { $ref: 'e' } } }, $evaluators: { e: circle } },
    ],
  ])('throw nothing: %s', (_, hostile) => {
    const set = hostile as FlagSet
    const compiled = compileFlagSet(set)
    askEverything(compiled, { targetingKey: 'u', a: 1 })
    askEverything(recompile(compiled, { flags: { f: null, g: null } }), {})
    expect(diffFlagSets(set, set)).toBeNull()
    expect(Object.keys(diffFlagSets(set, { flags: {} })?.flags ?? {}).every((key) => key === 'f')).toBe(true)
    expect(() => diffFlagSets({ flags: {} }, set)).not.toThrow()
  })
})
