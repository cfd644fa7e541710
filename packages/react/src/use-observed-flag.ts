import type { FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import { useCallback, useSyncExternalStore } from 'react'
import { useFlagClient } from './use-flag-client.ts'

/** The value of a flag, without saying that anybody sees it; else like `useFlag`. */
export function useObservedFlag<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
): FlagValueFor<K, T> {
  const client = useFlagClient()
  return useSyncExternalStore(
    useCallback((listener) => client.subscribe(flagKey, listener), [client, flagKey]),
    () => client.get(flagKey, fallback),
    () => client.hydrating(flagKey, fallback),
  )
}
