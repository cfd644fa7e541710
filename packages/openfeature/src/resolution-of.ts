import type { EvaluationDetails } from '@halyard/schema'
import type { ErrorCode, ResolutionDetails } from '@openfeature/core'

/**
 * What OpenFeature is told of an evaluation, and no more. The reason `OVERRIDE` is Halyard's own; OpenFeature allows that.
 * Source: OpenFeature specification, 2.2.
 *
 * @param details of an evaluation that was asked for a `T`, so that the value is one.
 */
export function resolutionOf<T>(
  details: Pick<EvaluationDetails, 'variant' | 'reason' | 'errorCode' | 'errorMessage' | 'flagMetadata'> & {
    readonly value: unknown
  },
): ResolutionDetails<T> {
  const { value, variant, reason, errorCode, errorMessage, flagMetadata } = details
  return {
    value: value as T,
    reason,
    flagMetadata,
    ...(variant !== undefined && { variant }),
    ...(errorCode && { errorCode: errorCode as ErrorCode }),
    ...(errorMessage && { errorMessage }),
  }
}
