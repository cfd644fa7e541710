import type {
  EvaluationContext,
  EvaluationDetails,
  EvaluationErrorCode,
  EvaluationReason,
  FlagValue,
} from '@halyard/schema'
import { type CompiledFlagSet, findFlag } from './compile-flag-set.ts'
import { isScalar, openScope, run } from './logic.ts'

/** What an evaluation depends on besides flag and context. */
export interface EvaluationOptions {
  /** The time of the evaluation, in milliseconds since 1970; rules see whole seconds of it. */
  readonly nowMs: number
}

/** The outcome of an evaluation that asked for no type: the value is absent where a fallback would stand. */
export interface UntypedEvaluationDetails extends Omit<EvaluationDetails, 'value'> {
  readonly value: FlagValue | undefined
}

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
  let why: EvaluationReason | EvaluationErrorCode = 'FLAG_NOT_FOUND'
  // a sentence that says what is wrong makes it an error of that code
  let what: string | undefined = 'does not exist'
  if (flag) {
    let { standard: answer } = flag
    ;({ why, what } = flag)
    if (flag.uses) {
      try {
        const result = run(flag.logic, context, openScope(context, flagKey, nowMs)) ?? null
        if (result !== null) {
          const name = isScalar(result) ? String(result) : undefined
          answer = flag.answers[name as string]
          if (!answer) {
            why = 'GENERAL'
            what = `targets no variant: ${name ?? 'an object'}`
          }
        }
      } catch {
        // what was thrown is not looked at, because a hostile context may have made it
        answer = undefined
        why = 'GENERAL'
        what = 'met an unreadable attribute or takes too long'
      }
    }
    if (answer) {
      const type = typeof answer.value
      // JSON has no value of any other type, so that the names of JavaScript's types tell all of them apart
      if (fallback === undefined || typeof fallback === type) return answer
      why = 'TYPE_MISMATCH'
      what = `is a ${type}, the fallback a ${typeof fallback}`
    }
  }
  return {
    flagKey,
    value: fallback,
    ...(what
      ? {
          reason: 'ERROR',
          errorCode: why as EvaluationErrorCode,
          errorMessage: `The flag "${flagKey}" ${what}.`,
        }
      : { reason: why as EvaluationReason }),
    flagMetadata: flag?.flagMetadata ?? {},
  }
}
