import type { EvaluationContext, EvaluationDetails, FlagValue, JsonValue } from '@openfeature/core'

/** The statuses of a provider that the features ask for. */
export const SPEC_STATUSES = ['stable', 'not ready', 'error', 'fatal', 'stale'] as const

/** One of {@link SPEC_STATUSES}. */
export type SpecStatus = (typeof SPEC_STATUSES)[number]

/** Where a context is merged from. */
export type ContextLevel = 'API' | 'Transaction' | 'Client' | 'Invocation' | 'Before Hooks'

/** Which method of the SDK is called. */
export type DetailsMethod = 'getBooleanDetails' | 'getStringDetails' | 'getNumberDetails' | 'getObjectDetails'

/** What a step asks for. */
export interface SpecFlag {
  readonly method: DetailsMethod
  readonly flagKey: string
  readonly fallback: JsonValue
}

/** A hook, as far as both SDKs have the same. */
export interface SpecHook {
  before?(): void
  after?(context: unknown, details: EvaluationDetails<FlagValue>): void
  error?(context: unknown, error: unknown): void
  finally?(context: unknown, details: EvaluationDetails<FlagValue>): void
}

/** An SDK with a provider of ours, as the features see it. */
export interface SpecSubject {
  /** Sets a provider, and resolves when it has the status. */
  provide(status: SpecStatus): Promise<void>
  readonly status: string
  /** Evaluates with what is given at each level. */
  evaluate(
    flag: SpecFlag,
    contexts: ReadonlyMap<ContextLevel, EvaluationContext>,
    hooks: readonly SpecHook[],
  ): Promise<EvaluationDetails<FlagValue>>
  close(): Promise<void>
}
