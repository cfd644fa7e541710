import { readdirSync, readFileSync } from 'node:fs'
import {
  applyFlagSetChanges,
  type EvaluationContext,
  type Flag,
  type FlagSet,
  type FlagSetChanges,
  type FlagValue,
  lowerPrerequisites,
  parseFlagSet,
  type TargetingRule,
} from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { type CompiledFlagSet, compileFlagSet, recompile } from './compile-flag-set.ts'
import { compileLogic } from './compile-logic.ts'
import { evaluate } from './evaluate.ts'
import { explain } from './explain/explain.ts'
import type { ExplanationNode } from './explain/explanation.ts'
import { type FlagReferences, referencesOf } from './references/references-of.ts'
import { nextChangeAt } from './time/next-change-at.ts'

const folder = new URL('../conformance/', import.meta.url)

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
}

interface ExpectedDetails {
  readonly errorCode?: string
  readonly variant?: string
  readonly reason?: string
}

interface FlagCase {
  readonly rule: string
  readonly flagSet?: FlagSet
  readonly flagKey: string
  readonly fallback?: FlagValue
  readonly context?: EvaluationContext
  readonly nowMs?: number
  readonly expect: ExpectedDetails
}

function expectDetails(compiled: CompiledFlagSet, flagCase: FlagCase): void {
  const { flagKey, fallback, context = {}, nowMs = 0, expect: expected } = flagCase
  const details = evaluate(compiled, flagKey, fallback, context, { nowMs })
  expect(details).toMatchObject({ flagKey, ...expected })
  expect(details.errorCode).toBe(expected.errorCode)
  expect('errorMessage' in details).toBe('errorCode' in expected)
  const answersWithVariant = details.reason === 'STATIC' || details.reason === 'TARGETING_MATCH'
  if (answersWithVariant) expect(details.variant).toBeDefined()
}

/** A flag with these rules, beside one that a reference to its variant can mean. */
function setOf(targeting: TargetingRule | undefined, $evaluators: FlagSet['$evaluators'] = {}): FlagSet {
  const flag = { state: 'ENABLED', variants: { on: 1, true: 1, false: 0 } } as const
  const parent: Flag = { ...flag, targeting: { var: 'plan' } }
  return { flags: { f: { ...flag, ...(targeting !== undefined && { targeting }) }, parent }, $evaluators }
}

describe('conformance/flags.json', () => {
  const { flagSet, cases } = read<{ readonly flagSet: FlagSet; readonly cases: readonly FlagCase[] }>(
    'flags.json',
  )

  it('is a flag set without errors', () => {
    const { issues } = parseFlagSet(flagSet)
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it.each(cases)('[$rule] $flagKey for $context', (flagCase) => {
    expectDetails(compileFlagSet(flagCase.flagSet ?? flagSet), flagCase)
  })
})

describe('conformance/logic.json', () => {
  const cases =
    read<
      readonly {
        readonly rule: string
        readonly logic: unknown
        readonly data?: unknown
        readonly expect: unknown
      }[]
    >('logic.json')

  it.each(cases)('[$rule] $logic', ({ logic, data = {}, expect: expected }) => {
    const result = compileLogic(logic)
    expect(result.ok && result.apply(data)).toEqual(expected)
  })
})

describe('conformance/limits.json', () => {
  interface LimitCase {
    readonly rule: string
    readonly title: string
    readonly wrap?: TargetingRule
    readonly times?: number
    readonly innermost?: TargetingRule
    readonly shared?: { readonly first: TargetingRule; readonly next: TargetingRule; readonly count: number }
    readonly errorCode?: string
  }

  /** A copy of a rule in which something stands in the place of a text. */
  function replace(rule: TargetingRule, text: string, by: TargetingRule): TargetingRule {
    if (rule === text) return by
    if (typeof rule !== 'object' || rule === null) return rule
    return Array.isArray(rule)
      ? rule.map((part) => replace(part, text, by))
      : Object.fromEntries(Object.entries(rule).map(([key, part]) => [key, replace(part, text, by)]))
  }

  function build({ wrap = '$inner', times = 0, innermost = null, shared }: LimitCase): FlagSet {
    if (shared) {
      const { first, next, count } = shared
      const rules = Array.from({ length: count }, (_, index): [string, TargetingRule] => [
        `e${index + 1}`,
        replace(next, '$previous', `e${index}`),
      ])
      return setOf({ $ref: `e${count}` }, { e0: first, ...Object.fromEntries(rules) })
    }
    let targeting = innermost
    for (let time = 0; time < times; time++) targeting = replace(wrap, '$inner', targeting)
    return setOf(targeting)
  }

  it.each(read<readonly LimitCase[]>('limits.json'))('[$rule] $title', (limitCase) => {
    const compiled = compileFlagSet(build(limitCase))
    expect(evaluate(compiled, 'f', undefined, {}, { nowMs: 0 }).errorCode).toBe(limitCase.errorCode)
  })
})

describe('conformance/prerequisites.json', () => {
  const { flagSet, cases, lowerings, issues } = read<{
    readonly flagSet: FlagSet
    readonly cases: readonly FlagCase[]
    readonly lowerings: readonly {
      readonly rule: string
      readonly authored: FlagSet
      readonly lowered: FlagSet
    }[]
    readonly issues: readonly {
      readonly rule: string
      readonly authored: FlagSet
      readonly issues: readonly object[]
    }[]
  }>('prerequisites.json')
  const compiled = compileFlagSet(lowerPrerequisites(flagSet))

  it.each(cases)('[$rule] $flagKey for $context', (flagCase) => {
    expectDetails(compiled, flagCase)
  })

  it.each(lowerings)('[$rule] lowers $authored', ({ authored, lowered }) => {
    expect(lowerPrerequisites(authored)).toEqual(lowered)
    expect(lowerPrerequisites(lowered)).toBe(lowered)
  })

  it.each(issues)('[$rule] judges $authored', ({ authored, issues: expected }) => {
    expect(parseFlagSet(authored).issues).toMatchObject(expected)
  })
})

describe('conformance/changes.json', () => {
  const { flagSet, context, cases } = read<{
    readonly flagSet: FlagSet
    readonly context: EvaluationContext
    readonly cases: readonly {
      readonly rule: string
      readonly changes: FlagSetChanges
      readonly after: FlagSet
      readonly expect: { readonly [flagKey: string]: ExpectedDetails }
      readonly identical: readonly string[]
    }[]
  }>('changes.json')

  it.each(cases)('[$rule] $changes', ({ changes, after, expect: expected, identical }) => {
    const before = compileFlagSet(flagSet)
    const answersOf = (set: CompiledFlagSet) =>
      Object.keys(expected).map((key) => evaluate(set, key, undefined, context, { nowMs: 0 }))
    const answersBefore = answersOf(before)
    const changed = recompile(before, changes)
    for (const set of [changed, compileFlagSet(applyFlagSetChanges(flagSet, changes))]) {
      expect(set.flagSet).toEqual(after)
      for (const [flagKey, details] of Object.entries(expected)) {
        expectDetails(set, { rule: 'C2', flagKey, context, expect: details })
      }
    }
    expect(answersOf(before)).toEqual(answersBefore)
    const same = answersOf(changed).filter((answer, index) => answer === answersBefore[index])
    expect(same.map(({ flagKey }) => flagKey)).toEqual(identical)
  })
})

describe('conformance/explain.json', () => {
  const { flagSet, cases } = read<{
    readonly flagSet: FlagSet
    readonly cases: readonly (FlagCase & {
      readonly expect: { readonly decidedBy: string | null; readonly nodes: readonly object[] }
    })[]
  }>('explain.json')
  const compiled = compileFlagSet(flagSet)
  const nodesOf = (node: ExplanationNode): readonly object[] => [node, ...node.children.flatMap(nodesOf)]

  it.each(cases)('[$rule] $flagKey for $context', ({ flagKey, context = {}, expect: expected }) => {
    const { decidedBy, nodes, ...details } = expected
    const explanation = explain(compiled, flagKey, undefined, context, { nowMs: 0 })
    expect(explanation.details).toMatchObject(details)
    expect(explanation.decidedBy ?? null).toBe(decidedBy)
    expect(explanation.tree ? nodesOf(explanation.tree) : []).toMatchObject(nodes)
    expect(explanation.omittedNodes).toBe(0)
  })
})

describe('conformance/time.json and references.json', () => {
  interface RuleCase<T> {
    readonly rule: string
    readonly targeting: TargetingRule
    readonly $evaluators?: FlagSet['$evaluators']
    readonly context?: EvaluationContext
    readonly expect: T
  }

  it.each(read<readonly (RuleCase<number | null> & { readonly nowMs: number })[]>('time.json'))(
    '[$rule] $targeting at $nowMs for $context',
    ({ targeting, $evaluators, context = {}, nowMs, expect: expected }) => {
      expect(nextChangeAt(compileFlagSet(setOf(targeting, $evaluators)), 'f', context, { nowMs })).toBe(
        expected,
      )
    },
  )

  it.each(read<readonly RuleCase<FlagReferences>[]>('references.json'))(
    '[$rule] $targeting',
    ({ targeting, $evaluators, expect: expected }) => {
      expect(referencesOf(compileFlagSet(setOf(targeting, $evaluators)), 'f')).toEqual(expected)
    },
  )
})

describe('SPEC.md', () => {
  const rules = [
    ...readFileSync(new URL('../SPEC.md', import.meta.url), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm),
  ].map(([, rule]) => rule as string)
  const cases = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) =>
      [...JSON.stringify(read(name)).matchAll(/"rule":"(\w+)"/g)].map(([, rule]) => rule as string),
    )
  const titles = ['./', '../../schema/src/']
    .map((place) => new URL(place, import.meta.url))
    .flatMap((place) => readdirSync(place, { recursive: true }).map((name) => new URL(String(name), place)))
    .filter(({ pathname }) => pathname.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\[([A-Z]\d+)\]/g)].map(([, rule]) => rule as string),
    )

  it('has each number once', () => {
    expect(rules.length).toBeGreaterThan(40)
    expect(rules).toEqual([...new Set(rules)])
  })

  it('says nothing that no neutral case and no test is for', () => {
    const proven = new Set([...cases, ...titles])
    expect(rules.filter((rule) => !proven.has(rule))).toEqual([])
  })

  it('has every rule that a case or a test cites', () => {
    expect([...cases, ...titles].filter((rule) => !rules.includes(rule))).toEqual([])
  })
})
