import {
  compileFlagSet,
  compileLogic,
  type ExplanationNode,
  evaluate,
  explain,
  type FlagReferences,
  nextChangeAt,
  referencesOf,
} from '@halyard/evaluator'
import { type EvaluationContext, type FlagSet, type FlagValue, parseFlagSet } from '@halyard/schema'

/** What the page fetches: by name, flags and rules to evaluate. */
export interface Questions {
  readonly [suite: string]: {
    readonly flags: readonly {
      readonly flagSet: FlagSet
      /** Whether the set has to be let in by `parseFlagSet` first. */
      readonly isParsed: boolean
      readonly flagKey: string
      readonly fallback?: FlagValue
      readonly context: EvaluationContext
      readonly nowMs: number
    }[]
    readonly rules: readonly { readonly rule: unknown; readonly data: unknown }[]
    readonly studies: readonly StudyQuestion[]
  }
}

/** A flag and a context that are to be looked into. */
export interface StudyQuestion {
  readonly flagSet: FlagSet
  readonly flagKey: string
  readonly context: EvaluationContext
  readonly nowMs: number
}

/** What can be found out about a flag beside its answer. */
export interface Study {
  readonly decidedBy: string | null
  /** The explanation's nodes in the order in which they began to run. */
  readonly nodes: readonly object[]
  readonly nextChange: number | null
  readonly references: FlagReferences
}

/** What the page found out, in the order of the questions. */
export interface Answers {
  readonly [suite: string]: {
    readonly flags: readonly object[]
    readonly rules: readonly unknown[]
    readonly studies: readonly Study[]
  }
}

declare global {
  interface Window {
    answers: Promise<Answers>
    /** What came of generating code. */
    generatedCode: string
  }
}

window.generatedCode = tryToGenerateCode()
window.answers = answer()

async function answer(): Promise<Answers> {
  const questions = (await (await fetch('./questions.json')).json()) as Questions
  return Object.fromEntries(
    Object.entries(questions).map(([suite, { flags, rules, studies }]) => [
      suite,
      {
        flags: flags.map(({ flagSet, isParsed, flagKey, fallback, context, nowMs }) =>
          evaluate(compileFlagSet(isParsed ? admit(flagSet) : flagSet), flagKey, fallback, context, {
            nowMs,
          }),
        ),
        rules: rules.map(({ rule, data }) => {
          const result = compileLogic(rule)
          return result.ok ? result.apply(data) : result.message
        }),
        studies: studies.map(study),
      },
    ]),
  )
}

function study({ flagSet, flagKey, context, nowMs }: StudyQuestion): Study {
  const compiled = compileFlagSet(flagSet)
  const { decidedBy = null, tree } = explain(compiled, flagKey, undefined, context, { nowMs })
  return {
    decidedBy,
    nodes: tree ? flatten(tree) : [],
    nextChange: nextChangeAt(compiled, flagKey, context, { nowMs }),
    references: referencesOf(compiled, flagKey),
  }
}

function flatten({ children, label: _, ...node }: ExplanationNode): readonly object[] {
  return [node, ...children.flatMap(flatten)]
}

function admit(flagSet: FlagSet): FlagSet {
  const result = parseFlagSet(flagSet)
  if (!result.ok) throw new Error('the flag set of the questions was rejected')
  return result.flagSet
}

function tryToGenerateCode(): string {
  try {
    return String(new Function('return "code was generated"')())
  } catch (error) {
    return (error as Error).name
  }
}
