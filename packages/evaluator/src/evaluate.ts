import type { EvaluationContext, EvaluationDetails, FlagMetadata, FlagValue } from '@halyard/schema'
import { failure } from './compile-flag.ts'
import { type CompiledFlagSet, findFlag } from './compile-flag-set.ts'

/** What an evaluation depends on besides flag and context. */
export interface EvaluationOptions {
  /** The time of the evaluation, in milliseconds since 1970; rules see whole seconds of it. */
  readonly nowMs: number
}

/** The outcome of an evaluation that asked for no type: the value is absent where a fallback would stand. */
export interface UntypedEvaluationDetails extends Omit<EvaluationDetails, 'value'> {
  readonly value: FlagValue | undefined
}

const NO_METADATA: FlagMetadata = Object.freeze({})

/**
 * Evaluates one flag by the rules of SPEC.md. Total: it never throws, whatever the flag or the context holds, and it
 * reads no clock. Where a variant was found, the result is frozen and the identical object each time.
 *
 * @param fallback the value where the flag decides none, and the type that is asked for; `undefined` asks for none.
 * @example
 * evaluate(compiled, 'beta', false, { targetingKey: 'user-7' }, { nowMs: Date.now() }).value
 */
export function evaluate(
  compiled: CompiledFlagSet,
  flagKey: string,
  fallback: FlagValue,
  context: EvaluationContext,
  options: EvaluationOptions,
): EvaluationDetails
export function evaluate(
  compiled: CompiledFlagSet,
  flagKey: string,
  fallback: FlagValue | undefined,
  context: EvaluationContext,
  options: EvaluationOptions,
): UntypedEvaluationDetails
export function evaluate(
  compiled: CompiledFlagSet,
  flagKey: string,
  fallback: FlagValue | undefined,
  context: EvaluationContext,
  { nowMs }: EvaluationOptions,
): UntypedEvaluationDetails {
  const flag = findFlag(compiled, flagKey)
  let outcome = flag
    ? flag.decide({ context, flagKey, timestamp: Math.floor(nowMs / 1000) })
    : failure('FLAG_NOT_FOUND', `There is no flag "${flagKey}".`)
  if (outcome.variant !== undefined) {
    const type = typeof outcome.value
    // JSON has no value of any other type, so that the names of JavaScript's types tell all of them apart
    if (fallback === undefined || typeof fallback === type) return outcome
    outcome = failure(
      'TYPE_MISMATCH',
      `The flag "${flagKey}" is a ${type}, the fallback a ${typeof fallback}.`,
    )
  }
  return { flagKey, value: fallback, ...outcome, flagMetadata: flag?.metadata ?? NO_METADATA }
}
