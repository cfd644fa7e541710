import type { FlagClient, FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import type { ReadonlySignal } from '@preact/signals'
import { clientSignal } from './client-signal.ts'

const shared = new WeakMap<FlagClient, Map<FlagKey, Map<FlagFallback<FlagKey>, ReadonlySignal>>>()

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
): ReadonlySignal<FlagValueFor<K, T>> {
  const create = (): ReadonlySignal<FlagValueFor<K, T>> =>
    clientSignal(() => client.get(flagKey, fallback), client.subscribe, flagKey)
  // An object may be written inline, so that there are ever more of them.
  if (typeof fallback === 'object') return create()
  const flags = inserted(shared, client, () => new Map())
  const signals = inserted(flags, flagKey, () => new Map())
  return inserted(signals, fallback, create) as ReadonlySignal<FlagValueFor<K, T>>
}

/** What a map has under a key, put there where it is missing. */
function inserted<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  create: () => Value,
): Value {
  let value = map.get(key)
  if (value === undefined) {
    value = create()
    map.set(key, value)
  }
  return value
}
