import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import { applyFlagSetChanges, type Flag, type FlagSet, type FlagValue, flagValueType } from '@halyard/schema'
import type { FlagView } from '../sources/flag-source.ts'

/** A flag with the variants `on`, `off` and what is given; it is `on` unless told otherwise. */
export function flag(defaultVariant = 'on', variants: Flag['variants'] = { on: true, off: false }): Flag {
  return { state: 'ENABLED', variants, defaultVariant }
}

/** A view that knows default variants and one rule: a targeting text names the attribute that names the variant. */
export function fakeView(flagSet: FlagSet): FlagView {
  return {
    flagSet,
    flag: (flagKey) => flagSet.flags[flagKey],
    patch: (changes) => fakeView(applyFlagSetChanges(flagSet, changes)),
    evaluate(flagKey, fallback, context): UntypedEvaluationDetails {
      const known = flagSet.flags[flagKey]
      if (!known) return failed(flagKey, fallback, 'FLAG_NOT_FOUND')
      const named = typeof known.targeting === 'string' ? context[known.targeting] : undefined
      const variant = typeof named === 'string' ? named : (known.defaultVariant ?? '')
      const value = known.variants[variant]
      if (known.state === 'DISABLED' || value === undefined) {
        return { flagKey, value: fallback, reason: 'DISABLED', flagMetadata: {} }
      }
      if (fallback !== undefined && flagValueType(fallback) !== flagValueType(value)) {
        return failed(flagKey, fallback, 'TYPE_MISMATCH')
      }
      return { flagKey, value, variant, reason: named ? 'TARGETING_MATCH' : 'STATIC', flagMetadata: {} }
    },
  }
}

function failed(
  flagKey: string,
  fallback: FlagValue | undefined,
  errorCode: 'FLAG_NOT_FOUND' | 'TYPE_MISMATCH',
): UntypedEvaluationDetails {
  return { flagKey, value: fallback, reason: 'ERROR', errorCode, flagMetadata: {} }
}
