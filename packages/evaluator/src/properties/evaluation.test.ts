import type { EvaluationContext, FlagSet, FlagSetChanges } from '@halyard/schema'
import { applyFlagSetChanges, diffFlagSets } from '@halyard/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CompiledFlagSet, compileFlagSet, flagKeys, recompile } from '../compile-flag-set.ts'
import { evaluate } from '../evaluate.ts'
import { describeExplanation } from '../explain/describe-explanation.ts'
import { explain } from '../explain/explain.ts'
import { referencesOf } from '../references/references-of.ts'
import { nextChangeAt } from '../time/next-change-at.ts'
import { readsTime } from '../time/reads-time.ts'
import {
  arbitraryContext,
  arbitraryFlag,
  arbitraryFlagSet,
  arbitraryRule,
  NOW,
  SEED,
} from './testing/arbitrary-rules.ts'

const options = { nowMs: NOW * 1000 }

/** Makes contexts whose attributes throw when they are read, or are none that JSON knows. fast-check must not see them. */
const hostileContext = fc
  .constantFrom<(() => object)[]>(
    () => new Proxy({}, { get: refuse, getOwnPropertyDescriptor: refuse, has: refuse, ownKeys: refuse }),
    () => Object.defineProperty({}, 'a', { enumerable: true, get: refuse }),
    () => ({
      a: { toString: refuse, valueOf: refuse },
      b: Symbol('b'),
      list: [1n, refuse, undefined, Number.NaN],
    }),
    () => Object.create({ a: 'inherited' }),
  )
  .map((create) => create as () => EvaluationContext)

function refuse(): never {
  throw new Error('hostile')
}

describe(`with the seed ${SEED}`, () => {
  const check = <T extends unknown[]>(property: fc.IProperty<T>, numRuns: number): void => {
    fc.assert(property, { seed: SEED, numRuns })
  }

  it('[E11] [X3] [R2] [T1] nothing throws for any JSON under "flags" and any context', () => {
    const json = fc.jsonValue({ maxDepth: 4 })
    const anyFlag = fc.oneof(
      json,
      fc.record({ state: fc.constantFrom('ENABLED', 'x'), variants: json, targeting: json, metadata: json }),
    )
    const anySet = fc.record(
      {
        flags: fc.record({ f: fc.oneof(anyFlag, arbitraryFlag) }),
        $evaluators: fc.oneof(json, fc.record({ shared: arbitraryRule })),
        metadata: json,
      },
      { requiredKeys: ['flags'] },
    )
    const property = fc.property(
      anySet,
      fc.oneof(
        arbitraryContext.map((context) => () => context),
        hostileContext,
      ),
      (set, create) => {
        const context = create()
        const compiled = compileFlagSet(set as unknown as FlagSet)
        const details = evaluate(compiled, 'f', 'fallback', context, options)
        expect(details.flagKey).toBe('f')
        expect(details.reason === 'ERROR').toBe('errorCode' in details)
        const explanation = explain(compiled, 'f', 'fallback', context, options)
        expect(explanation.details).toEqual(details)
        expect(() => JSON.stringify(explanation.tree)).not.toThrow()
        expect(describeExplanation(explanation)[0]).toBeTypeOf('string')
        expect(referencesOf(compiled, 'f').flags).toBeInstanceOf(Array)
        const next = nextChangeAt(compiled, 'f', context, options)
        expect(next === null || next > options.nowMs).toBe(true)
      },
    )
    check(property, 3_000)
  })

  it('[E12] the same question has the same answer, and asking changes nothing', () => {
    const property = fc.property(arbitraryFlagSet, arbitraryContext, (set, context) => {
      const before = JSON.stringify([set, context])
      const compiled = compileFlagSet(set)
      const first = evaluate(compiled, 'f', undefined, context, options)
      const second = evaluate(compiled, 'f', undefined, context, options)
      expect(second).toEqual(first)
      if (first.variant !== undefined) expect(second).toBe(first)
      expect(evaluate(compileFlagSet(structuredClone(set)), 'f', undefined, context, options)).toEqual(first)
      expect(JSON.stringify([set, context])).toBe(before)
    })
    check(property, 2_000)
  })

  it('[X3] explain agrees with evaluate', () => {
    const property = fc.property(
      arbitraryFlagSet,
      arbitraryContext,
      fc.nat({ max: 100 }),
      (set, context, later) => {
        const compiled = compileFlagSet(set)
        const at = { nowMs: options.nowMs + later * 1000 }
        const explanation = explain(compiled, 'f', 'fallback', context, at)
        expect(explanation.details).toEqual(evaluate(compiled, 'f', 'fallback', context, at))
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation)
      },
    )
    check(property, 3_000)
  })

  it('[C2] recompile agrees with compiling afresh, and all that is kept from before with it', () => {
    const changes = fc.record(
      {
        flags: fc.dictionary(fc.constantFrom('f', 'g', 'h'), fc.option(arbitraryFlag)),
        $evaluators: fc.dictionary(fc.constantFrom('shared', 'clock', 'other'), fc.option(arbitraryRule)),
        metadata: fc.option(fc.record({ team: fc.string() })),
        'x-bucketing': fc.constantFrom(2, 3, null),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<FlagSetChanges>
    const property = fc.property(
      arbitraryFlagSet,
      fc.array(changes, { minLength: 1, maxLength: 3 }),
      arbitraryContext,
      (set, all, context) => {
        const ask = (compiled: CompiledFlagSet) =>
          ['f', 'g', 'h'].map((key) => [
            evaluate(compiled, key, 'x', context, options),
            explain(compiled, key, 'x', context, options),
            nextChangeAt(compiled, key, context, options),
            referencesOf(compiled, key),
            readsTime(compiled, key),
          ])
        let compiled = compileFlagSet(set)
        let changed = set
        for (const change of all) {
          ask(compiled)
          compiled = recompile(compiled, change)
          changed = applyFlagSetChanges(changed, change)
        }
        expect(ask(compiled)).toEqual(ask(compileFlagSet(changed)))
        expect(compiled.flagSet).toEqual(changed)
        expect(new Set(flagKeys(compiled))).toEqual(new Set(Object.keys(changed.flags)))
      },
    )
    check(property, 700)
  }, 30_000)

  it('[C4] differences, applied, lead to a set that says the same', () => {
    const anySet = fc.record(
      {
        flags: fc.dictionary(fc.constantFrom('f', 'g', '__proto__'), arbitraryFlag),
        $evaluators: fc.dictionary(fc.constantFrom('shared', 'clock'), arbitraryRule),
        metadata: fc.record({ team: fc.string() }),
        'x-bucketing': fc.constantFrom(2, 3),
      },
      { requiredKeys: ['flags'] },
    ) as fc.Arbitrary<FlagSet>
    const property = fc.property(anySet, anySet, (before, after) => {
      const applied = applyFlagSetChanges(before, diffFlagSets(before, after) ?? {})
      expect(diffFlagSets(applied, after)).toBeNull()
      expect(diffFlagSets(after, applied)).toBeNull()
    })
    check(property, 1_000)
  })
})
