import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import type { EvaluationContext, Flag, FlagValue } from '@halyard/schema'
import type { Clock } from '../clock.ts'
import type { OnDiagnostic } from '../diagnostic.ts'
import type { ClientOverrides } from './client-overrides.ts'

/** What lies above a client's source and overrides what it says: `pageOverrides()` makes one. */
export type OverrideLayerFactory = (client: OverriddenClient) => OverrideLayer

/** The overrides of a client, and their life. They can be read before it begins. */
export interface OverrideLayer extends ClientOverrides {
  /** Absent: nothing is ever overridden. */
  readonly apply?: ApplyOverride
  /** Takes the context that the page sets. @returns the one that is in force, which may be somebody else's. */
  setContext(own: EvaluationContext): EvaluationContext
  /** From now on they expire at their instant, and follow what other tabs set for the origin. */
  start(): void
  /** Ends that. */
  close(): void
}

/**
 * Says what becomes of an evaluation: an override that is in force and of the fallback's type takes the place of what
 * the source serves.
 *
 * @param fallback as in the evaluation.
 * @param flag the flag as it was received, `undefined` for an unknown one.
 */
export type ApplyOverride = (
  served: UntypedEvaluationDetails,
  fallback: FlagValue | undefined,
  flag: Flag | undefined,
) => UntypedEvaluationDetails & { readonly original?: UntypedEvaluationDetails }

/** What overrides need of their client. */
export interface OverriddenClient {
  readonly clock: Clock
  /** A flag as it was received, `undefined` where it is unknown: an override must have its type. */
  flag(flagKey: string): Flag | undefined
  /** Called after {@link ClientOverrides.entries} became another map, with the keys that it differs in. */
  onChange(flagKeys: readonly string[]): void
  /** Evaluates for another context, whatever the page's own is; see `FlagClient.setContext`. */
  setContext(context: EvaluationContext): Promise<void>
  readonly onDiagnostic?: OnDiagnostic | undefined
}
