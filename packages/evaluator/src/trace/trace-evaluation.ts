import type { EvaluationContext, FlagValue } from '@halyard/schema'
import { compileFlag } from '../compile-flag.ts'
import { type CompiledFlagSet, compileFlagSet } from '../compile-flag-set.ts'
import type { Decorate } from '../compile-rule.ts'
import { type EvaluationOptions, evaluate, type UntypedEvaluationDetails } from '../evaluate.ts'

/**
 * Evaluates a flag, watched: the same code with a decorator around every part of its rule, so that what is seen is what
 * happens. The flag is compiled anew, and the compiled set stays as it was.
 */
export function traceEvaluation(
  { flagSet }: CompiledFlagSet,
  flagKey: string,
  fallback: FlagValue | undefined,
  context: EvaluationContext,
  options: EvaluationOptions,
  decorate: Decorate,
): UntypedEvaluationDetails {
  const watched = compileFlagSet(flagSet)
  const flag = Object.hasOwn(flagSet.flags, flagKey) ? flagSet.flags[flagKey] : undefined
  if (flag) watched.flags.set(flagKey, compileFlag(flagKey, flag, flagSet, watched.rules, decorate))
  return evaluate(watched, flagKey, fallback, context, options)
}
