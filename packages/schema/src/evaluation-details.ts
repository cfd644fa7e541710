import type { FlagMetadata, FlagValue } from './flag-set.ts'

/**
 * Why an evaluation gave what it gave.
 * Source: OpenFeature specification 2.2.5; `OVERRIDE` is Halyard's, for a value set by a person in this browser.
 */
export type EvaluationReason =
  | 'STATIC'
  | 'DEFAULT'
  | 'TARGETING_MATCH'
  | 'SPLIT'
  | 'CACHED'
  | 'DISABLED'
  | 'UNKNOWN'
  | 'STALE'
  | 'ERROR'
  | 'OVERRIDE'

/** What went wrong in an evaluation. Source: OpenFeature specification, types, error code. */
export type EvaluationErrorCode =
  | 'PROVIDER_NOT_READY'
  | 'FLAG_NOT_FOUND'
  | 'PARSE_ERROR'
  | 'TYPE_MISMATCH'
  | 'TARGETING_KEY_MISSING'
  | 'INVALID_CONTEXT'
  | 'GENERAL'

/** The outcome of evaluating one flag: OpenFeature's evaluation details. */
export interface EvaluationDetails<T extends FlagValue = FlagValue> {
  readonly flagKey: string
  /** The variant's value, or the fallback where `variant` is absent. */
  readonly value: T
  readonly variant?: string
  readonly reason: EvaluationReason
  /** Present exactly when `reason` is `ERROR`. */
  readonly errorCode?: EvaluationErrorCode
  /** One sentence for people: what went wrong and where. */
  readonly errorMessage?: string
  /** The set's metadata merged with the flag's; empty for an unknown flag. */
  readonly flagMetadata: FlagMetadata
}
