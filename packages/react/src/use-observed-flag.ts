import type { FlagClient, FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import { useCallback, useSyncExternalStore } from 'react'

/** The value of a client's flag, without saying that anybody sees it; else like `useFlag`. */
export function useObservedFlag<K extends FlagKey, T extends FlagFallback<K>>(
  client: FlagClient,
  flagKey: K,
  fallback: T,
): FlagValueFor<K, T> {
  return useSyncExternalStore(
    useCallback((listener) => client.subscribe(flagKey, listener), [client, flagKey]),
    () => client.get(flagKey, fallback),
    () => client.hydrating(flagKey, fallback),
  )
}
