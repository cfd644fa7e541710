import { createFlagClient, type FlagClient, type FlagClientOptions } from '@halyard/client'
import type { FlagValue } from '@halyard/schema'
import {
  type EvaluationContext,
  type JsonValue,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
  type ResolutionDetails,
  type TrackingEventDetails,
} from '@openfeature/web-sdk'
import { evaluationContextOf } from './evaluation-context-of.ts'
import { createProviderStatus, type HalyardProviderOptions, type ProviderStatus } from './provider-status.ts'
import { resolutionOf } from './resolution-of.ts'

/**
 * Halyard as a provider of `@openfeature/web-sdk`, and with that of its React and Angular SDKs.
 *
 * The context of OpenFeature is the client's: the one that is set takes the place of what the client had, and as long as
 * none is set, that stays. A client has one context, so that a provider belongs to one domain.
 *
 * What is evaluated without an error counts as seen by the visitor, once for each session, where the client has a recorder: OpenFeature does
 * not tell its providers what a page shows. Fallbacks and overrides never count.
 *
 * Source: OpenFeature specification, 2 (providers), 5 (events) and 6 (tracking), for the static-context paradigm.
 *
 * @example
 * const provider = new HalyardProvider({ source: streamSource({ url: 'https://flags.example.com' }) })
 * await OpenFeature.setProviderAndWait(provider, { targetingKey: 'user-7' })
 * OpenFeature.getClient().getBooleanValue('express-checkout', false)
 */
export class HalyardProvider implements Provider {
  readonly metadata = { name: 'halyard' } as const
  readonly runsOn = 'client'
  readonly domainScoped = true
  readonly events = new OpenFeatureEventEmitter()
  /** The client that evaluates: for `attachDevtools`, and for whatever else OpenFeature has no word for. */
  readonly client: FlagClient
  readonly #isOwner: boolean
  readonly #status: ProviderStatus
  #unsubscribe = (): void => undefined
  // The context that OpenFeature is about to replace, as long as it waits for that.
  #leaving: object | undefined

  /**
   * @param given a client, which stays open when the provider is closed, or the options of one that belongs to the provider. Either
   * way it is started when the provider is set.
   */
  constructor(given: FlagClient | FlagClientOptions, options: HalyardProviderOptions = {}) {
    this.#isOwner = 'source' in given
    this.client = 'source' in given ? createFlagClient(given) : given
    this.#status = createProviderStatus(this.client, options, (event, details) =>
      this.events.emit(ProviderEvents[event], details),
    )
  }

  /**
   * Starts the client, and waits for its first flags; flags of an earlier visit are enough. Called by the SDK.
   *
   * @throws ProviderFatalError where the service refuses the client before it has flags, InvalidContextError for a context that
   * is no JSON, GeneralError where nothing has arrived in time, or the client is stopped.
   */
  initialize(context: EvaluationContext = {}): Promise<void> {
    const { client } = this
    const isSet = Object.keys(context).length > 0
    const opened = this.#status.open(() =>
      isSet ? client.setContext(evaluationContextOf(context)) : undefined,
    )
    this.#unsubscribe()
    this.#unsubscribe = client.subscribeAll((flagKeys) => {
      // OpenFeature has an event of its own for another context.
      if (this.#leaving && this.#leaving !== client.context) return
      this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: [...flagKeys] })
    })
    return opened
  }

  /**
   * Evaluates for another context from now on. Called by the SDK.
   *
   * @returns nothing where the page evaluates, so that the SDK has nothing to reconcile; where the service does, a promise
   * that resolves when its values are there, and rejects where it refuses the client.
   */
  onContextChange(_: EvaluationContext, next: EvaluationContext): Promise<void> | undefined {
    const { client } = this
    const before = client.context
    this.#leaving = before
    const arrival = client.setContext(evaluationContextOf(next))
    const isThere = client.context !== before
    const settled = isThere ? Promise.resolve() : arrival
    const left = (): void => {
      if (this.#leaving === before) this.#leaving = undefined
    }
    if (isThere) left()
    else arrival.then(left, left)
    this.#status.repeatAfter(settled)
    return isThere ? undefined : arrival
  }

  resolveBooleanEvaluation(flagKey: string, defaultValue: boolean): ResolutionDetails<boolean> {
    return this.#resolve(flagKey, defaultValue)
  }

  resolveStringEvaluation(flagKey: string, defaultValue: string): ResolutionDetails<string> {
    return this.#resolve(flagKey, defaultValue)
  }

  resolveNumberEvaluation(flagKey: string, defaultValue: number): ResolutionDetails<number> {
    return this.#resolve(flagKey, defaultValue)
  }

  resolveObjectEvaluation<T extends JsonValue>(flagKey: string, defaultValue: T): ResolutionDetails<T> {
    return this.#resolve(flagKey, defaultValue)
  }

  /**
   * Hands a tracking event to the client's recorder. The client's own context goes along, as far as the recorder's
   * `sendContext` allows.
   *
   * @param name 1 to 1,000 characters. @param details as JSON text, at most 10,000 bytes.
   */
  track(name: string, _context: EvaluationContext, details: TrackingEventDetails): void {
    this.client.track(name, details as Parameters<FlagClient['track']>[1])
  }

  /** Says nothing more to the SDK, and closes the client where it belongs to the provider. Called by the SDK. */
  async onClose(): Promise<void> {
    this.#status.close()
    this.#unsubscribe()
    if (this.#isOwner) await this.client.close()
  }

  #resolve<T extends JsonValue>(flagKey: string, defaultValue: T): ResolutionDetails<T> {
    // OpenFeature's object may be null, which no flag can be; the client says so as it says of every other type.
    const fallback = defaultValue as FlagValue
    const details = this.client.details(flagKey, fallback)
    if (!details.errorCode) this.client.expose(flagKey, fallback)
    return resolutionOf(details)
  }
}
