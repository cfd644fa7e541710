import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import {
  applyFlagSetChanges,
  type EvaluationReason,
  type FlagSet,
  type FlagValue,
  flagValueType,
  isJsonObject,
} from '@halyard/schema'
import type { FlagView } from '../flag-source.ts'
import type { EvaluatedFlag } from './evaluated-flag-set.ts'

/** A remembered outcome, before and after the server confirmed it. */
interface Outcome {
  readonly served: UntypedEvaluationDetails
  readonly cached: UntypedEvaluationDetails
}

/**
 * Gives out flags that a server has evaluated. The reason is `CACHED` until the server has confirmed what this browser
 * had stored, and the served one again from then on.
 *
 * @param flagSet best an `EvaluatedFlagSet`; in storage or in another tab it may have become anything.
 */
export function evaluatedView(flagSet: FlagSet): FlagView {
  const outcomes = new Map<string, Outcome>()

  function outcomeOf(flagKey: string): Outcome {
    let outcome = outcomes.get(flagKey)
    if (!outcome) {
      const served = Object.hasOwn(flagSet.flags, flagKey)
        ? readVerdict(flagKey, flagSet)
        : failure(flagKey, flagSet, 'FLAG_NOT_FOUND', `The server gave no flag "${flagKey}".`)
      const isFailure = served.reason === 'ERROR'
      outcome = { served, cached: isFailure ? served : Object.freeze({ ...served, reason: 'CACHED' }) }
      outcomes.set(flagKey, outcome)
    }
    return outcome
  }

  return {
    flagSet,
    flag: (flagKey) => (Object.hasOwn(flagSet.flags, flagKey) ? flagSet.flags[flagKey] : undefined),
    patch: (changes) => evaluatedView(applyFlagSetChanges(flagSet, changes)),
    evaluate(flagKey, fallback, _context, _nowMs, freshness) {
      const outcome = outcomeOf(flagKey)
      const details = freshness === 'cached' ? outcome.cached : outcome.served
      const { value } = details
      if (value === undefined) return fallback === undefined ? details : { ...details, value: fallback }
      const [given, wanted] = [flagValueType(value), flagValueType(fallback)]
      if (wanted === undefined || given === wanted) return details
      const message = `The flag "${flagKey}" is a ${given}, the fallback a ${wanted}.`
      return { ...failure(flagKey, flagSet, 'TYPE_MISMATCH', message), value: fallback }
    },
  }
}

function readVerdict(flagKey: string, flagSet: FlagSet): UntypedEvaluationDetails {
  const flag = flagSet.flags[flagKey] as EvaluatedFlag | undefined
  const verdict = flag?.['x-verdict']
  if (!isJsonObject(flag) || !isJsonObject(verdict) || typeof verdict.reason !== 'string') {
    return failure(
      flagKey,
      flagSet,
      'PARSE_ERROR',
      `What is held of "${flagKey}" is no evaluation of a flag.`,
    )
  }
  const { variant, errorCode, errorMessage } = verdict
  const value: FlagValue | undefined = flag.variants?.[flag.defaultVariant ?? '']
  return Object.freeze({
    flagKey,
    value: flagValueType(value) && value,
    // Any reason that a server gives is shown as it is.
    reason: verdict.reason as EvaluationReason,
    ...(variant !== undefined && { variant }),
    ...(errorCode && { errorCode }),
    ...(errorMessage !== undefined && { errorMessage }),
    flagMetadata: { ...flagSet.metadata, ...flag.metadata },
  })
}

function failure(
  flagKey: string,
  { metadata = {} }: FlagSet,
  errorCode: NonNullable<UntypedEvaluationDetails['errorCode']>,
  errorMessage: string,
): UntypedEvaluationDetails {
  return { flagKey, value: undefined, reason: 'ERROR', errorCode, errorMessage, flagMetadata: metadata }
}
