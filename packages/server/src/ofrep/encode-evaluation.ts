import type { UntypedEvaluationDetails } from '@halyard/evaluator'

/** Answers that were written before: what an evaluator finds is the identical object for everybody who gets that variant. */
const written = new WeakMap<UntypedEvaluationDetails, string>()

/**
 * Writes an evaluation as OFREP has it: a success, whose `value` is absent where the code's own fallback stands, or a
 * failure. Source: OFREP 0.3.0, evaluationSuccess and evaluationFailure. `DEFAULT` is a reason of OpenFeature's that the
 * list there lacks; clients take any.
 *
 * @returns JSON text.
 * @example encodeEvaluation(evaluate(compiled, 'beta', undefined, context, { nowMs })) // '{"key":"beta",…}'
 */
export function encodeEvaluation(details: UntypedEvaluationDetails): string {
  const known = written.get(details)
  if (known !== undefined) return known
  const {
    flagKey: key,
    reason,
    value,
    variant,
    errorCode,
    errorMessage: errorDetails,
    flagMetadata,
  } = details
  const metadata = Object.keys(flagMetadata).length > 0 ? flagMetadata : undefined
  const json = JSON.stringify(
    errorCode ? { key, errorCode, errorDetails, metadata } : { key, reason, value, variant, metadata },
  )
  // those without a variant are made anew each time
  if (variant !== undefined) written.set(details, json)
  return json
}
