import { setImmediate } from 'node:timers/promises'
import {
  type CompiledFlagSet,
  compileFlagSet,
  describeExplanation,
  type ExplanationNode,
  explain,
  flagKeys,
  nextChangeAt,
} from '@halyard/evaluator'
import type { EvaluationContext, FlagSet, FlagValue } from '@halyard/schema'
import { type Audience, serveFlagSet } from '../serve-flag-set.ts'

/** How many flags are explained at once. */
const MAX_FLAGS = 10_000
/** After so many flags, which take some 5 ms, everybody else gets a turn. */
const FLAGS_PER_TURN = 100

/** What a flag is for one context, and why. */
export interface ExplainedFlag {
  readonly key: string
  /** `client` where pages get the flag, too; `server` where only servers do. */
  readonly visibility: Audience
  /** `null` where the fallback of the code stands. */
  readonly value: FlagValue | null
  /** `null` where the fallback of the code stands. */
  readonly variant: string | null
  readonly reason: string
  /** What went wrong; `null` where nothing did. */
  readonly errorCode: string | null
  /** When time alone can next change this, in milliseconds since 1970; `null` where it never can. */
  readonly nextChangeAtMs: number | null
  /** Why, for people: the outcome, and below it, indented, what it hangs on. */
  readonly sentences: readonly string[]
  /** The pointer of what chose the variant; `null` where no rule did. */
  readonly decidedBy: string | null
  /** The rule as it was evaluated; `null` where none was. */
  readonly tree: ExplanationNode | null
  /** How many parts of the rule the tree leaves out. */
  readonly omittedNodes: number
}

/** What somebody has. */
export interface ExplainedFlags {
  readonly flags: readonly ExplainedFlag[]
  /** How many more flags there are, beyond the 10,000 that are explained. */
  readonly omittedFlags: number
}

/**
 * Explains what flags are for a context, as a server sees them: those that are for servers only included, archived ones
 * not. Where a flag depends on one that is for servers only, pages decide it as if that had not been met.
 *
 * @param authored the flags as they were written.
 * @param options.flagKey the only flag that is wanted. @default all
 * @param options.nowMs the time that rules see, in milliseconds since 1970.
 * @returns no flags where the wanted one is not served.
 * @example
 * const { flags } = await explainFlags(store.authored().flagSet, { targetingKey: 'user-7' }, { nowMs: Date.now() })
 */
export async function explainFlags(
  authored: FlagSet,
  context: EvaluationContext,
  { flagKey, nowMs }: { readonly flagKey?: string | undefined; readonly nowMs: number },
): Promise<ExplainedFlags> {
  const compiled = compileFlagSet(serveFlagSet(authored, 'server'))
  const forPages = serveFlagSet(authored, 'client').flags
  const keys = flagKeys(compiled).filter((key) => flagKey === undefined || key === flagKey)
  const flags: ExplainedFlag[] = []
  for (const key of keys.slice(0, MAX_FLAGS)) {
    const visibility = Object.hasOwn(forPages, key) ? 'client' : 'server'
    flags.push({ key, visibility, ...explainFlag(compiled, key, context, nowMs) })
    if (flags.length % FLAGS_PER_TURN === 0) await setImmediate()
  }
  return { flags, omittedFlags: keys.length - flags.length }
}

function explainFlag(
  compiled: CompiledFlagSet,
  flagKey: string,
  context: EvaluationContext,
  nowMs: number,
): Omit<ExplainedFlag, 'key' | 'visibility'> {
  const explanation = explain(compiled, flagKey, undefined, context, { nowMs })
  const { details, decidedBy = null, tree = null, omittedNodes } = explanation
  const { value = null, variant = null, reason, errorCode = null } = details
  return {
    value,
    variant,
    reason,
    errorCode,
    nextChangeAtMs: nextChangeAt(compiled, flagKey, context, { nowMs }),
    sentences: describeExplanation(explanation),
    decidedBy,
    tree,
    omittedNodes,
  }
}
