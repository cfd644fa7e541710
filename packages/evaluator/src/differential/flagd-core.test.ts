import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { compareWithFlagdCore, explainDifference } from './testing/compare-with-flagd-core.ts'
import { contexts, NOW_MS, rules } from './testing/generate-rules.ts'
import { KNOWN_DIFFERENCES } from './testing/known-differences.ts'
import { PINNED_DIFFERENCES } from './testing/pinned-differences.ts'

const SEED = 20_261_122
const RULES = 12_500
const CONTEXTS_PER_RULE = 8

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS })
})

afterAll(() => {
  vi.useRealTimers()
})

describe('@openfeature/flagd-core', () => {
  it(`answers ${RULES * CONTEXTS_PER_RULE} generated rules and contexts (seed ${SEED}) as we do, but for what is listed`, {
    timeout: 60_000,
  }, () => {
    const differences = compareWithFlagdCore(
      fc.sample(rules, { seed: SEED, numRuns: RULES }),
      fc.sample(contexts, { seed: SEED, numRuns: 400 }),
      CONTEXTS_PER_RULE,
    )
    const causes = differences.map((difference) => ({ difference, known: explainDifference(difference) }))
    const unknown = causes.filter(({ known }) => !known).map(({ difference }) => difference)
    expect(unknown).toEqual([])

    const met = new Set(causes.flatMap(({ known }) => known))
    expect(KNOWN_DIFFERENCES.filter((known) => !met.has(known)).map(({ title }) => title)).toEqual([])
  })

  it.each(PINNED_DIFFERENCES)('says otherwise that $title', ({ rule, context, ours, theirs }) => {
    expect(compareWithFlagdCore([rule], [context], 1)).toMatchObject([
      {
        ours: expect.stringContaining(`"variant":"${ours}"`),
        theirs: expect.stringMatching(`"(variant|errorCode)":"${theirs}"`),
      },
    ])
  })
})
