import {
  type FlagClient,
  type FlagFallback,
  type FlagKey,
  type FlagValueFor,
  subscribeSeen,
} from '@halyard/client'
import type { ReadonlySignal } from '@preact/signals'
import { clientSignal } from './client-signal.ts'

/** The value of a flag as a signal of the component that shows it: another variant counts as seen where its value is the same. */
export function seenSignal<K extends FlagKey, T extends FlagFallback<K>>(
  client: FlagClient,
  flagKey: K,
  fallback: T,
): ReadonlySignal<FlagValueFor<K, T>> {
  return clientSignal(
    () => client.get(flagKey, fallback),
    (listener) => subscribeSeen(client, flagKey, fallback, listener),
  )
}
