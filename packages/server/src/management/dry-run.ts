import { type CompiledFlagSet, compileFlagSet, evaluate } from '@halyard/evaluator'
import type { EvaluationContext, FlagSet, FlagSetChanges } from '@halyard/schema'
import { serveFlagSet } from '../serve-flag-set.ts'

/** How many visitors are made up where nobody names any. */
const GENERATED_CONTEXTS = 1000
/** How often a dry run evaluates at most, so that it keeps nobody waiting for more than a second. */
const MAX_EVALUATIONS = 500_000
/** How many changed outcomes are shown for each flag. */
const MAX_EXAMPLES = 5

/** What a change would do to the flags that people see. */
export interface DryRun {
  readonly contexts: number
  /** Whether the contexts are made up: nothing but targeting keys. */
  readonly isGenerated: boolean
  readonly flags: { readonly [flagKey: string]: DryRunOfFlag }
  /** How many more flags are served otherwise, and were not tried. */
  readonly omittedFlags: number
}

interface DryRunOfFlag {
  /** The share of the contexts whose variant or value changes: 0 to 1. */
  readonly changedShare: number
  readonly examples: readonly {
    readonly context: EvaluationContext
    readonly before: string | null
    readonly after: string | null
  }[]
}

/**
 * Says what a change would do, without doing it: evaluates every flag that is served otherwise than before.
 *
 * @param contexts whom to try it with. @default 1,000 made-up targeting keys
 */
export function dryRun(
  before: FlagSet,
  after: FlagSet,
  servedChanges: FlagSetChanges,
  contexts: readonly EvaluationContext[],
  nowMs: number,
): DryRun {
  const isGenerated = contexts.length === 0
  const sample = isGenerated
    ? Array.from({ length: GENERATED_CONTEXTS }, (_, index) => ({ targetingKey: `sample-${index}` }))
    : contexts
  const [old, next] = [before, after].map((flagSet) => compileFlagSet(serveFlagSet(flagSet, 'server')))
  const keys = Object.keys(servedChanges.flags ?? {})
  const tried = keys.slice(0, Math.floor(MAX_EVALUATIONS / sample.length))
  const flags = tried.map((flagKey) => [
    flagKey,
    compareFlag(flagKey, old as CompiledFlagSet, next as CompiledFlagSet, sample, nowMs),
  ])
  return {
    contexts: sample.length,
    isGenerated,
    flags: Object.fromEntries(flags),
    omittedFlags: keys.length - tried.length,
  }
}

function compareFlag(
  flagKey: string,
  before: CompiledFlagSet,
  after: CompiledFlagSet,
  contexts: readonly EvaluationContext[],
  nowMs: number,
): DryRunOfFlag {
  const changed = contexts.flatMap((context) => {
    const [old, next] = [before, after].map((set) => evaluate(set, flagKey, undefined, context, { nowMs }))
    const isSame =
      old?.variant === next?.variant && JSON.stringify(old?.value) === JSON.stringify(next?.value)
    return isSame ? [] : [{ context, before: old?.variant ?? null, after: next?.variant ?? null }]
  })
  return { changedShare: changed.length / contexts.length, examples: changed.slice(0, MAX_EXAMPLES) }
}
