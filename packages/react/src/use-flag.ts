import type { FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import { useCallback, useSyncExternalStore } from 'react'
import { useFlagClient } from './use-flag-client.ts'

/**
 * The value of a flag. The component renders again when this flag's value or variant changes, and for no other flag.
 *
 * While the server renders, and while the browser takes over what it rendered, the value is the fallback: a value
 * that only the browser has in store can then not contradict the server's markup. The real one follows at once.
 *
 * @param fallback what to use where the flag is unknown, disabled, undecided, of another type, or not loaded yet.
 * Give an object that is created once, not in every render: it is the value, and its identity is yours.
 * @example const isNewCheckout = useFlag('new-checkout', false)
 */
export function useFlag<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
): FlagValueFor<K, T> {
  const client = useFlagClient()
  return useSyncExternalStore(
    useCallback((listener) => client.subscribe(flagKey, listener), [client, flagKey]),
    () => client.get(flagKey, fallback),
    () => fallback as FlagValueFor<K, T>,
  )
}
