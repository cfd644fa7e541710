import {
  createFlagClient,
  type FlagClient,
  type FlagSource,
  type FlagView,
  memoryStorage,
} from '@halyard/client'
import type { FlagValue } from '@halyard/schema'
import {
  type EvaluationContext,
  type JsonValue,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
  type ResolutionDetails,
} from '@openfeature/server-sdk'
import { evaluationContextOf } from '../evaluation-context-of.ts'
import { createProviderStatus, type HalyardProviderOptions, type ProviderStatus } from '../provider-status.ts'
import { resolutionOf } from '../resolution-of.ts'
import { capturedSource } from './captured-source.ts'

/** What {@link HalyardServerProvider} can be told. */
export interface HalyardServerProviderOptions extends HalyardProviderOptions {
  /** The time that rules see, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
}

/**
 * Halyard as a provider of `@openfeature/server-sdk`: each evaluation has a context of its own, and rules are evaluated in this
 * process, as a page evaluates them. Nothing is stored, and nothing counts as seen: what a server evaluates, nobody need have seen.
 *
 * Source: OpenFeature specification, 2 (providers) and 5 (events), for the dynamic-context paradigm.
 *
 * @example
 * await OpenFeature.setProviderAndWait(new HalyardServerProvider(staticSource(flagSet)))
 * await OpenFeature.getClient().getBooleanValue('express-checkout', false, { targetingKey: 'user-7' })
 */
export class HalyardServerProvider implements Provider {
  readonly metadata = { name: 'halyard' } as const
  readonly runsOn = 'server'
  readonly events = new OpenFeatureEventEmitter()
  readonly #client: FlagClient
  readonly #now: () => number
  readonly #status: ProviderStatus
  #view: FlagView | undefined

  /**
   * @param source `staticSource(flagSet)` for flags that never change, or `streamSource({ url })` for those of `halyard serve` or, from
   * a file, of `halyard dev`. It is connected when the provider is set.
   */
  constructor(source: FlagSource, options: HalyardServerProviderOptions = {}) {
    const { now = Date.now } = options
    this.#now = now
    this.#client = createFlagClient({
      source: capturedSource(source, (view, flagKeys) => this.#take(view, flagKeys)),
      storage: memoryStorage(),
      tabs: false,
    })
    this.#status = createProviderStatus(this.#client, options, (event, details) =>
      this.events.emit(ProviderEvents[event], details),
    )
  }

  /**
   * Connects the source, and waits for its first flags. Called by the SDK.
   *
   * @throws ProviderFatalError where the service refuses this client before it has flags, GeneralError where nothing has arrived in
   * time, or it was closed before.
   */
  initialize(): Promise<void> {
    return this.#status.open()
  }

  async resolveBooleanEvaluation(
    flagKey: string,
    defaultValue: boolean,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    return this.#resolve(flagKey, defaultValue, context)
  }

  async resolveStringEvaluation(
    flagKey: string,
    defaultValue: string,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<string>> {
    return this.#resolve(flagKey, defaultValue, context)
  }

  async resolveNumberEvaluation(
    flagKey: string,
    defaultValue: number,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<number>> {
    return this.#resolve(flagKey, defaultValue, context)
  }

  async resolveObjectEvaluation<T extends JsonValue>(
    flagKey: string,
    defaultValue: T,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<T>> {
    return this.#resolve(flagKey, defaultValue, context)
  }

  /** Disconnects the source. Called by the SDK. */
  async onClose(): Promise<void> {
    this.#status.close()
    await this.#client.close()
  }

  #take(view: FlagView, flagKeys: readonly string[] | undefined): void {
    const isFirst = !this.#view
    this.#view = view
    if (isFirst) return
    this.events.emit(ProviderEvents.ConfigurationChanged, flagKeys ? { flagsChanged: [...flagKeys] } : {})
  }

  #resolve<T extends JsonValue>(
    flagKey: string,
    defaultValue: T,
    context: EvaluationContext,
  ): ResolutionDetails<T> {
    // OpenFeature's object may be null, which no flag can be; evaluation says so as it says of every other type.
    const fallback = defaultValue as FlagValue
    const details =
      this.#view?.evaluate(flagKey, fallback, evaluationContextOf(context), this.#now(), 'live') ??
      this.#client.details(flagKey, fallback)
    return resolutionOf(details)
  }
}
