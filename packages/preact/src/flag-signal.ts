import type { FlagClient, FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import type { ReadonlySignal } from '@preact/signals'
import { clientSignal } from './client-signal.ts'

/**
 * The value of a flag as a signal, for code outside of components; it is not counted as seen by anybody. It subscribes
 * to the client while somebody observes it, and only then, so that nothing has to be ended; it is right at any time.
 *
 * @param fallback what to use where the flag is unknown, disabled, undecided, of another type, or not loaded yet.
 * @returns a signal of its own for each call: make it once.
 * @example
 * const isSale = flagSignal(client, 'sale', false)
 * effect(() => document.body.classList.toggle('sale', isSale.value))
 */
export function flagSignal<K extends FlagKey, T extends FlagFallback<K>>(
  client: FlagClient,
  flagKey: K,
  fallback: T,
): ReadonlySignal<FlagValueFor<K, T>> {
  return clientSignal(
    () => client.get(flagKey, fallback),
    (listener) => client.subscribe(flagKey, listener),
  )
}
