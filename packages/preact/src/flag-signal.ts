import type { FlagClient, FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import { type AnyClientSignal, type ClientSignal, clientSignal } from './client-signal.ts'

const shared = new WeakMap<FlagClient, Map<string, AnyClientSignal>>()

/**
 * The value of a flag as a signal, for code outside of components; it is not counted as seen by anybody. It subscribes
 * to the client while somebody observes it, and only then, so that nothing has to be ended; it is right at any time.
 *
 * @param fallback what to use where the flag is unknown, disabled, undecided, of another type, or not loaded yet.
 * @returns the same signal for the same client, key and fallback for as long as there is that client, unless the fallback is an object: its
 * identity is yours, and each call gives a signal of its own.
 * @example
 * const isSale = flagSignal(client, 'sale', false)
 * effect(() => document.body.classList.toggle('sale', isSale.value))
 */
export function flagSignal<K extends FlagKey, T extends FlagFallback<K>>(
  client: FlagClient,
  flagKey: K,
  fallback: T,
): ClientSignal<FlagValueFor<K, T>> {
  const create = (): ClientSignal<FlagValueFor<K, T>> =>
    clientSignal(
      () => client.get(flagKey, fallback),
      (listener) => client.subscribe(flagKey, listener),
    )
  // An object may be written inline, so that there are ever more of them.
  if (typeof fallback === 'object') return create()
  const signals = shared.get(client) ?? new Map<string, AnyClientSignal>()
  const id = JSON.stringify([flagKey, fallback])
  const found = signals.get(id) ?? create()
  shared.set(client, signals.set(id, found))
  return found
}
