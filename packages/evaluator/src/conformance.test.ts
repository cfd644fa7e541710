import { existsSync, readFileSync } from 'node:fs'
import { type EvaluationContext, type FlagSet, type FlagValue, parseFlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { compileFlagSet } from './compile-flag-set.ts'
import { compileLogic } from './compile-logic.ts'
import { evaluate } from './evaluate.ts'

const shared = new URL('../../../../shared/conformance/', import.meta.url)
const isAbsent = !existsSync(shared)

function read(name: string): unknown {
  return isAbsent ? null : JSON.parse(readFileSync(new URL(name, shared), 'utf8'))
}

interface FlagdCase {
  readonly name: string
  readonly flagKey: string
  readonly fallback: FlagValue
  readonly context?: EvaluationContext
  readonly expect: {
    readonly value?: FlagValue
    readonly reason?: string
    readonly errorCode?: string
    readonly metadata?: object
  }
}

describe.skipIf(isAbsent)('flagd-evaluator.json (skipped without ../shared/conformance)', () => {
  const { flagSet, cases } = (read('flagd-evaluator.json') ?? { cases: [] }) as {
    readonly flagSet: FlagSet
    readonly cases: readonly FlagdCase[]
  }

  it('has 125 cases', () => {
    expect(cases).toHaveLength(125)
  })

  it.each(cases)('$flagKey: $name', ({ flagKey, fallback, context = {}, expect: expected }) => {
    const result = parseFlagSet(flagSet)
    if (!result.ok) throw new Error('the flag set of the cases was rejected')
    const compiled = compileFlagSet(result.flagSet)
    const details = evaluate(compiled, flagKey, fallback, context, { nowMs: 0 })
    const { metadata, value, reason, errorCode } = expected
    if (value !== undefined) expect(details.value).toEqual(value)
    if (reason !== undefined) expect(details.reason).toBe(reason)
    if (metadata !== undefined) expect(details.flagMetadata).toEqual(metadata)
    if (errorCode !== undefined) expect(details.errorCode).toBe(errorCode)
  })
})

interface GoVectors {
  readonly evaluation: readonly {
    readonly test: string
    readonly name: string
    readonly flags: FlagSet['flags']
    readonly flagKey: string
    readonly context: EvaluationContext
    readonly expected: object
  }[]
  readonly semverCompare: readonly {
    readonly name: string
    readonly op: string
    readonly v1: string
    readonly v2: string
    readonly want: boolean
    readonly wantErr: boolean
  }[]
}

describe.skipIf(isAbsent)('flagd-go-vectors.json (skipped without ../shared/conformance)', () => {
  const { evaluation, semverCompare } = (read('flagd-go-vectors.json') ?? {
    evaluation: [],
    semverCompare: [],
  }) as GoVectors

  it('has 83 cases', () => {
    expect(evaluation.length + semverCompare.length).toBe(83)
  })

  it.each(evaluation)('$test: $name', ({ flags, flagKey, context, expected }) => {
    const details = evaluate(compileFlagSet({ flags }), flagKey, undefined, context, { nowMs: 0 })
    expect(details).toMatchObject(expected)
  })

  it.each(semverCompare)('sem_ver: $name', ({ op, v1, v2, want, wantErr }) => {
    const result = compileLogic({ sem_ver: [v1, op, v2] })
    expect(result.ok && result.apply({})).toBe(wantErr ? null : want)
  })
})

type LogicCase = readonly [rule: unknown, data: unknown, expected: unknown]

describe.skipIf(isAbsent)('jsonlogic-tests.json (skipped without ../shared/conformance)', () => {
  const cases = ((read('jsonlogic-tests.json') ?? []) as readonly unknown[])
    .filter((line): line is LogicCase => Array.isArray(line))
    .map((line) => [JSON.stringify(line), ...line] as const)

  it('has 277 cases', () => {
    expect(cases).toHaveLength(277)
  })

  it.each(cases)('%s', (_, rule, data, expected) => {
    const result = compileLogic(rule)
    expect(result.ok && result.apply(data)).toEqual(expected)
  })
})
