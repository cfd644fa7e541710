import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileFlagSet } from '../compile-flag-set.ts'
import { evaluate } from '../evaluate.ts'
import { SEED } from './testing/arbitrary-rules.ts'

/** How far from the expected share a share may be, in standard deviations: beyond it once in 500 million. */
const SIGMAS = 6

const weights = fc
  .array(fc.nat({ max: 100 }), { minLength: 2, maxLength: 6 })
  .filter((all) => all.some((weight) => weight > 0))

/** The bucket that each of some users is in. */
function bucketsOf(all: readonly number[], users: number, prefix: string): readonly number[] {
  const targeting = { fractional: all.map((weight, index) => [`v${index}`, weight] as const) }
  const variants = Object.fromEntries(all.map((_, index) => [`v${index}`, index]))
  const compiled = compileFlagSet({ flags: { f: { state: 'ENABLED', variants, targeting } } })
  return Array.from({ length: users }, (_, user) => {
    const context = { targetingKey: `${prefix}${user}` }
    return evaluate(compiled, 'f', -1, context, { nowMs: 0 }).value as number
  })
}

describe(`with the seed ${SEED}`, () => {
  it('[E34] weights are met within the binomial bound', () => {
    const users = 10_000
    const property = fc.property(weights, fc.uuid(), (all, prefix) => {
      const buckets = bucketsOf(all, users, prefix)
      const total = all.reduce((sum, weight) => sum + weight, 0)
      for (const [index, weight] of all.entries()) {
        const share = weight / total
        const count = buckets.filter((bucket) => bucket === index).length
        const deviation = Math.sqrt(users * share * (1 - share))
        expect(Math.abs(count - users * share)).toBeLessThanOrEqual(SIGMAS * deviation)
      }
    })
    fc.assert(property, { seed: SEED, numRuns: 60 })
  })

  it('[E34] raising one weight moves users only towards its bucket, and nobody past it or out of it', () => {
    const property = fc.property(
      weights,
      fc.nat(),
      fc.integer({ min: 1, max: 50 }),
      fc.uuid(),
      (all, at, by, prefix) => {
        const raised = at % all.length
        const before = bucketsOf(all, 1_000, prefix)
        const after = bucketsOf(all.with(raised, (all[raised] ?? 0) + by), 1_000, prefix)
        for (const [user, from] of before.entries()) {
          const to = after[user] as number
          expect(Math.sign(to - from) * Math.sign(raised - from)).toBeGreaterThanOrEqual(0)
          expect(Math.abs(raised - to)).toBeLessThanOrEqual(Math.abs(raised - from))
        }
      },
    )
    fc.assert(property, { seed: SEED, numRuns: 60 })
  })

  it('[E34] what one bucket gives to the next moves nobody else', () => {
    const property = fc.property(weights, fc.nat(), fc.nat({ max: 50 }), fc.uuid(), (all, at, by, prefix) => {
      const giver = at % (all.length - 1)
      const given = Math.min(by, all[giver] ?? 0)
      const changed = all
        .with(giver, (all[giver] ?? 0) - given)
        .with(giver + 1, (all[giver + 1] ?? 0) + given)
      const before = bucketsOf(all, 1_000, prefix)
      const after = bucketsOf(changed, 1_000, prefix)
      for (const [user, from] of before.entries()) {
        if (from !== giver) expect(after[user]).toBe(from)
        else expect([giver, giver + 1]).toContain(after[user])
      }
    })
    fc.assert(property, { seed: SEED, numRuns: 60 })
  })
})
