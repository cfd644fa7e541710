import { type FlagValue, flagValueType } from '@halyard/schema'
import type { ClientEvaluationDetails, FlagClient } from '../flag-client.ts'
import type { Hook, HookHints } from './hook.ts'
import { runHooks } from './run-hooks.ts'

/** What {@link withHooks} can be told. */
export interface WithHooksOptions {
  /** Given to every stage of every hook. @default {} */
  readonly hints?: HookHints
}

const PROVIDER = Object.freeze({ name: 'halyard' })

/**
 * Gives a client whose reads run hooks; everything else about it, overrides, subscriptions and context included, is the
 * client's that was given, which goes on reading without hooks.
 *
 * A hook runs whenever a flag is read, and a component may read its flag several times while it renders once: count
 * what people are shown with `recordExposures`, not with a hook.
 *
 * @param hooks run in this order, and after the evaluation in the opposite one.
 * @example
 * const client = withHooks(createFlagClient({ source }), [openTelemetryHook({ emit: (event) => logger.emit(event) })])
 */
export function withHooks<Client extends FlagClient>(
  client: Client,
  hooks: readonly Hook[],
  options: WithHooksOptions = {},
): Client {
  const hints: HookHints = Object.freeze({ ...options.hints })
  // Whoever compares details has to get the identical ones until something changes, also when a hook fails each time.
  const fallbacks = new WeakMap<ClientEvaluationDetails, ClientEvaluationDetails>()

  function fallBack(flagKey: string, fallback: FlagValue, error: unknown): ClientEvaluationDetails {
    const served = client.details(flagKey, fallback)
    const errorMessage = `a hook of "${flagKey}" failed: ${error instanceof Error ? error.message : String(error)}`
    const known = fallbacks.get(served)
    if (known && known.errorMessage === errorMessage) return known
    const { variant: _, original: __, ...rest } = served
    const details: ClientEvaluationDetails = {
      ...rest,
      value: fallback,
      reason: 'ERROR',
      errorCode: 'GENERAL',
      errorMessage,
    }
    fallbacks.set(served, details)
    return details
  }

  function details(flagKey: string, fallback: FlagValue): ClientEvaluationDetails {
    return runHooks({
      hooks,
      hints,
      shared: {
        flagKey,
        // What the type allows as a fallback has a type of its own.
        flagValueType: flagValueType(fallback) ?? 'object',
        defaultValue: fallback,
        context: Object.freeze({ ...client.context }),
        providerMetadata: PROVIDER,
      },
      evaluate: () => client.details(flagKey, fallback),
      fallBack: (error) => fallBack(flagKey, fallback, error),
    })
  }

  // The client answers with the fallback or with a value of its type.
  const get = ((flagKey: string, fallback: FlagValue) =>
    details(flagKey, fallback).value) as FlagClient['get']
  const reads = { get, details: details as FlagClient['details'] }
  // In a page, what a server's markup shows was read there.
  const renders = globalThis.document ? {} : { hydrating: get, hydratingDetails: details }
  return Object.assign(Object.create(client) as Client, reads, renders)
}
