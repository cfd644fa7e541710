import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type EvaluationContext,
  type FlagSet,
  type FlagValue,
  lowerPrerequisites,
  type TargetingRule,
} from '@halyard/schema'
import { REPOSITORY } from '../../../scripts/repository.ts'
import type { Study, StudyQuestion } from '../../pages/conformance/conformance.ts'

const SHARED = join(REPOSITORY, '../shared/conformance')
const OWN = join(REPOSITORY, 'packages/evaluator/conformance')

/** Whether other projects' cases are not on this machine. */
export const isSharedAbsent = !existsSync(SHARED)

/** A flag, a context, and the parts of the answer that are prescribed. */
export interface FlagCase {
  readonly flagSet: FlagSet
  readonly isParsed: boolean
  readonly flagKey: string
  readonly fallback?: FlagValue
  readonly context: EvaluationContext
  readonly nowMs: number
  readonly expected: object
}

/** A rule, data, and the result. */
export interface RuleCase {
  readonly rule: unknown
  readonly data: unknown
  readonly expected: unknown
}

/** A flag that is looked into, and what is to be found. */
export interface StudyCase extends StudyQuestion {
  readonly expected: Partial<Study>
}

/** Cases that belong together. */
export interface ConformanceSuite {
  readonly flags: readonly FlagCase[]
  readonly rules: readonly RuleCase[]
  readonly studies: readonly StudyCase[]
}

/** Every suite that is on this machine, by name. */
export function conformanceSuites(): { readonly [name: string]: ConformanceSuite } {
  return isSharedAbsent
    ? { own: ownCases() }
    : { own: ownCases(), flagd: flagdCases(), go: goCases(), jsonLogic: jsonLogicCases() }
}

/** flagd's own tests. */
function flagdCases(): ConformanceSuite {
  const { flagSet, cases } = read(SHARED, 'flagd-evaluator.json') as {
    readonly flagSet: FlagSet
    readonly cases: readonly {
      readonly flagKey: string
      readonly fallback: FlagValue
      readonly context?: EvaluationContext
      readonly expect: { readonly metadata?: object; readonly [name: string]: unknown }
    }[]
  }
  const flags = cases.map(
    ({ flagKey, fallback, context = {}, expect: { metadata, metadataEmpty: _, ...others } }) => ({
      ...{ flagSet, isParsed: true, flagKey, fallback, context, nowMs: 0 },
      expected: { ...others, ...(metadata && { flagMetadata: metadata }) },
    }),
  )
  return { flags, rules: [], studies: [] }
}

/** Test vectors of flagd's Go implementation: evaluations, and comparisons of versions. */
function goCases(): ConformanceSuite {
  const { evaluation, semverCompare } = read(SHARED, 'flagd-go-vectors.json') as {
    readonly evaluation: readonly {
      readonly flags: FlagSet['flags']
      readonly flagKey: string
      readonly context: EvaluationContext
      readonly expected: object
    }[]
    readonly semverCompare: readonly {
      readonly op: string
      readonly v1: string
      readonly v2: string
      readonly want: boolean
      readonly wantErr: boolean
    }[]
  }
  return {
    flags: evaluation.map(({ flags, ...others }) => ({
      flagSet: { flags },
      isParsed: false,
      nowMs: 0,
      ...others,
    })),
    rules: semverCompare.map(({ op, v1, v2, want, wantErr }) => ({
      rule: { sem_ver: [v1, op, v2] },
      data: {},
      expected: wantErr ? null : want,
    })),
    studies: [],
  }
}

/** JSONLogic's tests. */
function jsonLogicCases(): ConformanceSuite {
  const rules = (read(SHARED, 'jsonlogic-tests.json') as readonly unknown[])
    .filter((line) => Array.isArray(line))
    .map(([rule, data, expected]) => ({ rule, data, expected }))
  return { flags: [], rules, studies: [] }
}

/** The project's own cases. */
function ownCases(): ConformanceSuite {
  const evaluations = read(OWN, 'flags.json') as OwnFlagCases
  const prerequisites = read(OWN, 'prerequisites.json') as OwnFlagCases
  const rules = read(OWN, 'logic.json') as readonly {
    readonly logic: unknown
    readonly data?: unknown
    readonly expect: unknown
  }[]
  return {
    flags: [
      ...flagCases(evaluations),
      ...flagCases({ ...prerequisites, flagSet: lowerPrerequisites(prerequisites.flagSet) }),
    ],
    rules: rules.map(({ logic, data = {}, expect: expected }) => ({ rule: logic, data, expected })),
    studies: [
      ...explanations(),
      ...ruleStudies('time.json', 'nextChange'),
      ...ruleStudies('references.json', 'references'),
    ],
  }
}

interface OwnFlagCases {
  readonly flagSet: FlagSet
  readonly cases: readonly (Partial<FlagCase> & { readonly flagKey: string; readonly expect: object })[]
}

function flagCases({ flagSet, cases }: OwnFlagCases): readonly FlagCase[] {
  return cases.map(({ context = {}, nowMs = 0, expect: expected, ...others }) => ({
    ...{ flagSet, isParsed: false, context, nowMs },
    ...others,
    expected: { errorCode: undefined, ...expected },
  }))
}

function explanations(): readonly StudyCase[] {
  const { flagSet, cases } = read(OWN, 'explain.json') as {
    readonly flagSet: FlagSet
    readonly cases: readonly {
      readonly flagKey: string
      readonly context: EvaluationContext
      readonly expect: Pick<Study, 'decidedBy' | 'nodes'>
    }[]
  }
  return cases.map(({ flagKey, context, expect: { decidedBy, nodes } }) => ({
    ...{ flagSet, flagKey, context, nowMs: 0 },
    expected: { decidedBy, nodes },
  }))
}

/** Cases about one rule, and what is expected of it. */
function ruleStudies(name: string, part: 'nextChange' | 'references'): readonly StudyCase[] {
  const cases = read(OWN, name) as readonly {
    readonly targeting: TargetingRule
    readonly $evaluators?: FlagSet['$evaluators']
    readonly context?: EvaluationContext
    readonly nowMs?: number
    readonly expect: never
  }[]
  const flag = { state: 'ENABLED', variants: { on: 1 } } as const
  return cases.map(({ targeting, $evaluators = {}, context = {}, nowMs = 0, expect: expected }) => ({
    flagSet: {
      flags: { f: { ...flag, targeting }, parent: { ...flag, targeting: { var: 'plan' } } },
      $evaluators,
    },
    flagKey: 'f',
    context,
    nowMs,
    expected: { [part]: expected },
  }))
}

function read(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'))
}
