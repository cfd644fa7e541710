import type { EvaluationContext, FlagSet, TargetingRule } from '@halyard/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CompiledFlagSet, compileFlagSet } from '../compile-flag-set.ts'
import { evaluate } from '../evaluate.ts'
import { nextChangeAt } from '../time/next-change-at.ts'
import {
  arbitraryContext,
  arbitraryFlagSet,
  arbitrarySchedule,
  NOW,
  SEED,
} from './testing/arbitrary-rules.ts'

const SECONDS = 80

/** The first second after now at which the answer is another one, within the time that is simulated. */
function firstChange(compiled: CompiledFlagSet, context: EvaluationContext): number | undefined {
  const answerAt = (second: number) => evaluate(compiled, 'f', undefined, context, { nowMs: second * 1000 })
  const { variant, errorCode } = answerAt(NOW)
  for (let second = NOW + 1; second <= NOW + SECONDS; second++) {
    const answer = answerAt(second)
    if (answer.variant !== variant || answer.errorCode !== errorCode) return second
  }
  return undefined
}

function nextSecond(compiled: CompiledFlagSet, context: EvaluationContext): number {
  const next = nextChangeAt(compiled, 'f', context, { nowMs: NOW * 1000 + 999 })
  return next === null ? Number.POSITIVE_INFINITY : next / 1000
}

function flagSetOf(targeting: TargetingRule): FlagSet {
  const variants = { true: 1, false: 0 }
  return { flags: { f: { state: 'ENABLED', variants, targeting } } }
}

describe(`with the seed ${SEED}`, () => {
  it('[T5] nextChangeAt is never later than an actual change', () => {
    const property = fc.property(arbitraryFlagSet, arbitraryContext, (set, context) => {
      const compiled = compileFlagSet(set)
      const next = nextSecond(compiled, context)
      expect(next).toBeGreaterThan(NOW)
      expect(next).toBeLessThanOrEqual(firstChange(compiled, context) ?? Number.POSITIVE_INFINITY)
    })
    fc.assert(property, { seed: SEED, numRuns: 3_000 })
  })

  it('[T2] a comparison changes exactly then, or says the very next second', () => {
    let exact = 0
    const property = fc.property(arbitrarySchedule(), (rule) => {
      const compiled = compileFlagSet(flagSetOf(rule))
      const next = nextSecond(compiled, {})
      const change = firstChange(compiled, {})
      if (next === NOW + 1) return
      exact++
      if (next <= NOW + SECONDS) expect(next).toBe(change)
      else expect(change).toBeUndefined()
    })
    fc.assert(property, { seed: SEED, numRuns: 2_000 })
    expect(exact).toBeGreaterThan(1_000)
  })
})
