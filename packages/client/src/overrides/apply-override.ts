import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import type { Flag, FlagValue } from '@halyard/schema'
import { variantWithValue } from '../flag-variants.ts'
import type { ApplyOverride } from './override-layer-factory.ts'

/**
 * Puts a value in the place of what the source serves, and keeps that beside it.
 *
 * @param value `undefined` where the flag is not overridden.
 */
export function applyOverride(
  value: FlagValue | undefined,
  served: UntypedEvaluationDetails,
  fallback: FlagValue | undefined,
  flag: Flag | undefined,
): ReturnType<ApplyOverride> {
  if (value === undefined || (fallback !== undefined && typeof fallback !== typeof value)) return served
  const { flagKey, flagMetadata } = served
  const variant = variantWithValue(flag, value)
  return {
    flagKey,
    value,
    ...(variant !== undefined && { variant }),
    reason: 'OVERRIDE',
    flagMetadata,
    original: served,
  }
}
