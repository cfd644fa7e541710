import { readFileSync } from 'node:fs'
import { type EvaluationContext, type FlagSet, type FlagValue, parseFlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { compileFlagSet } from './compile-flag-set.ts'
import { compileLogic } from './compile-logic.ts'
import { evaluate } from './evaluate.ts'

const folder = new URL('../conformance/', import.meta.url)

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
}

interface FlagCases {
  readonly flagSet: FlagSet
  readonly cases: readonly {
    readonly rule: string
    readonly flagKey: string
    readonly fallback?: FlagValue
    readonly context?: EvaluationContext
    readonly nowMs?: number
    readonly expect: { readonly errorCode?: string; readonly variant?: string; readonly reason?: string }
  }[]
}

describe('conformance/flags.json', () => {
  const { flagSet, cases } = read('flags.json') as FlagCases
  const compiled = compileFlagSet(flagSet)

  it('is a flag set without errors', () => {
    const { issues } = parseFlagSet(flagSet)
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it.each(cases)(
    '[$rule] $flagKey for $context',
    ({ flagKey, fallback, context = {}, nowMs = 0, expect: expected }) => {
      const details = evaluate(compiled, flagKey, fallback, context, { nowMs })
      expect(details).toMatchObject({ flagKey, ...expected })
      expect(details.errorCode).toBe(expected.errorCode)
      expect('errorMessage' in details).toBe('errorCode' in expected)
      const answersWithVariant = details.reason === 'STATIC' || details.reason === 'TARGETING_MATCH'
      if (answersWithVariant) expect(details.variant).toBeDefined()
    },
  )
})

describe('conformance/logic.json', () => {
  const cases = read('logic.json') as readonly {
    readonly rule: string
    readonly logic: unknown
    readonly data?: unknown
    readonly expect: unknown
  }[]

  it.each(cases)('[$rule] $logic', ({ logic, data = {}, expect: expected }) => {
    const result = compileLogic(logic)
    expect(result.ok && result.apply(data)).toEqual(expected)
  })
})
