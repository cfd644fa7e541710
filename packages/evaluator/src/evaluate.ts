import type {
  EvaluationContext,
  EvaluationDetails,
  EvaluationErrorCode,
  EvaluationReason,
  FlagValue,
} from '@halyard/schema'
import { type CompiledFlagSet, findFlag } from './compile-flag-set.ts'
import { isScalar, run } from './logic.ts'

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
  // with a sentence that says what is wrong, it is an error of that code
  const refuse = (why: EvaluationReason | EvaluationErrorCode, what?: string): UntypedEvaluationDetails => ({
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
  })

  if (!flag) return refuse('FLAG_NOT_FOUND', 'does not exist')
  const { answers, fault, logic, uses } = flag
  let answer = flag.standard
  if (fault) return refuse('PARSE_ERROR', `cannot be used: ${fault}`)
  if (uses) {
    try {
      const timestamp = Math.floor(nowMs / 1000)
      const result = run(logic, context, { context, flagKey, timestamp }) ?? null
      if (result !== null) {
        answer = answers.find(({ variant }) => variant === result)
        if (!answer) {
          const name = isScalar(result) ? String(result) : undefined
          answer = answers.find(({ variant }) => variant === name)
          if (!answer) return refuse('GENERAL', `targets no variant: ${name ?? 'an object'}`)
        }
      }
    } catch {
      // what was thrown is not looked at, because a hostile context may have made it
      return refuse('GENERAL', 'met an unreadable attribute or takes too long')
    }
  }
  if (!answer) return refuse(flag.reason)
  const type = typeof answer.value
  // JSON has no value of any other type, so that the names of JavaScript's types tell all of them apart
  return fallback === undefined || typeof fallback === type
    ? answer
    : refuse('TYPE_MISMATCH', `is a ${type}, the fallback a ${typeof fallback}`)
}
