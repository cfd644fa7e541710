import { type EvaluationContext, type FlagValue, type RuleOperation, readOperation } from '@halyard/schema'
import { type CompiledFlag, compileFlag } from '../compile-flag.ts'
import { type CompiledFlagSet, compileFlagSet, findFlag, flagOf } from '../compile-flag-set.ts'
import type { CompiledRule, Decorate } from '../compile-rule.ts'
import { type EvaluationOptions, evaluate, type UntypedEvaluationDetails } from '../evaluate.ts'
import { type EvaluationScope, isScalar, type Logic } from '../logic.ts'

/**
 * Runs one part of a rule in the place of the evaluation, and sees what it gives.
 *
 * @param part the part as it is written, no literal. @param operation what it is; absent for a list.
 * @param logic runs it.
 * @returns what `logic` gave.
 */
export type Watch = (
  part: object,
  operation: RuleOperation | undefined,
  logic: Logic,
  data: unknown,
  scope: EvaluationScope,
) => unknown

/** What was compiled so that it can be watched, for all sets that have the same shared rules. */
interface Traces {
  /** Each flag as it can be watched, by the flag as it is evaluated. */
  readonly flags: WeakMap<CompiledFlag, CompiledFlag>
  readonly rules: Map<string, CompiledRule>
  readonly decorate: Decorate
  /** Who watches the evaluation that is under way. */
  watch?: Watch | undefined
}

/** By the compiled shared rules, which one set takes over from the other while nothing but flags changes. */
const tracesOf = new WeakMap<CompiledFlagSet['rules'], Traces>()

/**
 * Evaluates a flag, watched: the same code with a watch around every part of its rule but the literals, so that what is
 * seen is what happens. The flag is compiled anew for the first watch, and then kept as long as the flag itself is.
 */
export function traceEvaluation(
  compiled: CompiledFlagSet,
  flagKey: string,
  fallback: FlagValue | undefined,
  context: EvaluationContext,
  options: EvaluationOptions,
  watch: Watch,
): UntypedEvaluationDetails {
  const watched = compileFlagSet({ flags: {} })
  const traces = findTraces(compiled)
  const flag = findWatchedFlag(compiled, flagKey, traces)
  if (flag) watched.flags.set(flagKey, flag)
  const outer = traces.watch
  traces.watch = watch
  try {
    return evaluate(watched, flagKey, fallback, context, options)
  } finally {
    // an attribute may be a getter that has another flag watched
    traces.watch = outer
  }
}

function findTraces({ rules }: CompiledFlagSet): Traces {
  const known = tracesOf.get(rules)
  if (known) return known
  const traces: Traces = {
    flags: new WeakMap(),
    rules: new Map(),
    decorate(part, logic) {
      const operation = readOperation(part)
      if (isLiteral(part, operation)) return logic
      return (data, scope) => traces.watch?.(part, operation, logic, data, scope)
    },
  }
  tracesOf.set(rules, traces)
  return traces
}

function findWatchedFlag(
  compiled: CompiledFlagSet,
  flagKey: string,
  { flags, rules, decorate }: Traces,
): CompiledFlag | undefined {
  const flag = findFlag(compiled, flagKey)
  const written = flag && flagOf(compiled, flagKey)
  if (!flag || !written) return undefined
  const known = flags.get(flag)
  if (known) return known
  const watched = compileFlag(flagKey, written, compiled.base, rules, decorate)
  flags.set(flag, watched)
  return watched
}

/** A literal gives what it says. */
function isLiteral(part: object, operation: RuleOperation | undefined): boolean {
  return !operation && !(Array.isArray(part) && !part.every(isScalar))
}
