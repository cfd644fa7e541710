import type { EvaluationDetails, EvaluationErrorCode } from '@halyard/schema'

/** An evaluation that failed, as hooks are told of it. */
export class FlagEvaluationError extends Error {
  override readonly name = 'FlagEvaluationError'
  readonly code: EvaluationErrorCode

  /** @param details of an evaluation whose reason is `ERROR`. */
  constructor({ flagKey, errorCode = 'GENERAL', errorMessage }: EvaluationDetails) {
    super(errorMessage ?? `"${flagKey}" cannot be evaluated`)
    this.code = errorCode
  }
}
