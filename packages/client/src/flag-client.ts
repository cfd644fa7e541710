import type { Revision } from '@halyard/protocol/wire'
import type { EvaluationContext, EvaluationDetails, FlagValue } from '@halyard/schema'
import type { ClientState } from './client-state.ts'
import type { TrackingDetails } from './exposures/exposure-recorder.ts'
import type { FlagFallback, FlagKey, FlagValueFor } from './flag-types.ts'
import type { ClientOverrides } from './overrides/client-overrides.ts'

/**
 * How trustworthy a value is:
 * `none` nothing was received yet, so it is the fallback; `cached` it comes from this browser's storage and the
 * server has not confirmed it yet; `live` the server confirmed it; `stale` it was live, and the connection is lost
 * for longer than the age limit.
 */
export type Freshness = 'none' | 'cached' | 'live' | 'stale'

/** OpenFeature's evaluation details, and where the value comes from. */
export interface ClientEvaluationDetails<T extends FlagValue = FlagValue> extends EvaluationDetails<T> {
  readonly freshness: Freshness
  /**
   * The revision of the flag set that this outcome was evaluated from. Later ones that leave the outcome as it is do
   * not change it.
   */
  readonly revision?: Revision
  /** When this browser received that revision, in milliseconds since 1970. */
  readonly storedAtMs?: number
  /** Present when `reason` is `OVERRIDE`: the outcome without the override. */
  readonly original?: EvaluationDetails<T>
}

/**
 * A flag client: reads are synchronous and total, changes are announced per flag.
 *
 * @example
 * const client = createFlagClient({ source: streamSource({ url: 'https://flags.example.com' }), context: { targetingKey: 'u1' } })
 * client.start()
 * await client.ready({ timeoutMs: 500 })
 * client.get('new-checkout', false)
 */
export interface FlagClient {
  readonly state: ClientState
  readonly context: EvaluationContext
  readonly overrides: ClientOverrides

  /** Opens storage and the connection. Does nothing when the client was started before. */
  start(): void

  /**
   * The value of a flag, or `fallback` where the flag is unknown, disabled, undecided, of another type, or not loaded
   * yet. Returns the identical object until the value changes.
   */
  get<K extends FlagKey, T extends FlagFallback<K>>(flagKey: K, fallback: T): FlagValueFor<K, T>

  /** Like {@link get}, with variant, reason, error and freshness. Returns the identical object until one of them changes. */
  details<K extends FlagKey, T extends FlagFallback<K>>(
    flagKey: K,
    fallback: T,
  ): ClientEvaluationDetails<FlagValueFor<K, T>>

  /**
   * What the markup shows for a flag that a server rendered: for a binding to render first where it takes over markup,
   * however late, and whatever has arrived since.
   *
   * On a server that is what {@link get} answers; in a page what it answered there, as the `bootstrap` of this client's
   * options tells it, or `fallback` where it has none. Overrides and what this browser has stored do not count. Returns
   * the identical object each time, and the one of {@link get} until that changes.
   */
  hydrating<K extends FlagKey, T extends FlagFallback<K>>(flagKey: K, fallback: T): FlagValueFor<K, T>

  /** Like {@link hydrating}, with variant, reason, error and freshness, as {@link details} answered on the server. */
  hydratingDetails<K extends FlagKey, T extends FlagFallback<K>>(
    flagKey: K,
    fallback: T,
  ): ClientEvaluationDetails<FlagValueFor<K, T>>

  /**
   * Calls the listener after the value or the variant of this flag changed.
   *
   * @returns a function that ends the subscription.
   */
  subscribe(flagKey: FlagKey, listener: () => void): () => void

  /**
   * Calls the listener once after each update, with the keys whose value or variant changed: of the flags that were read
   * or observed so far. Those of which nothing was asked have no value on this page.
   *
   * @returns a function that ends the subscription.
   */
  subscribeAll(listener: (flagKeys: readonly string[]) => void): () => void

  /**
   * Calls the listener after {@link state} changed.
   *
   * @returns a function that ends the subscription.
   */
  subscribeState(listener: (state: ClientState) => void): () => void

  /**
   * Calls the listener after {@link context} became another one.
   *
   * @returns a function that ends the subscription.
   */
  subscribeContext(listener: (context: EvaluationContext) => void): () => void

  /**
   * Resolves as soon as values from storage or from the server can be read, and no later than the time limit. Never
   * rejects: without values, reads give their fallbacks.
   *
   * @param options.timeoutMs Minimum: 0. @default 1000
   */
  ready(options?: { readonly timeoutMs?: number }): Promise<ClientState>

  /**
   * Replaces the evaluation context. When the promise resolves, and not before, reads answer for the new context.
   *
   * Where the server evaluates, that is when its values, or those of an earlier visit, are there; {@link context} and
   * reads stay with the context before until then. A later call takes the place of one that waits, and settles both.
   *
   * @returns a promise that rejects only where a server would have to evaluate and this client is stopped.
   */
  setContext(next: EvaluationContext): Promise<void>

  /**
   * Says that somebody sees what {@link get} answers, as a binding does whenever a component is committed. It counts
   * once for each session; nothing happens without a recorder among the client's options.
   *
   * @param fallback the one of the read: where it is what is shown, nothing counts.
   */
  expose<K extends FlagKey>(flagKey: K, fallback: FlagFallback<K>): void

  /**
   * Says that something happened. Nothing happens without a recorder among the client's options.
   * Source: OpenFeature specification, 6, tracking.
   *
   * @param name 1 to 1,000 characters. @param details what belongs to it; as JSON text, at most 10,000 bytes.
   * @example client.track('order', { value: 49.9, currency: 'CHF' })
   */
  track(name: string, details?: TrackingDetails): void

  /** Ends the connection and all subscriptions. Reads go on answering with the last values. */
  close(): Promise<void>
}
