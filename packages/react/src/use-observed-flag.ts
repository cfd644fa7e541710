import type { FlagFallback, FlagKey, FlagValueFor, subscribeSeen } from '@halyard/client'
import { useCallback, useSyncExternalStore } from 'react'
import { useFlagClient } from './use-flag-client.ts'

/**
 * The value of a flag, without saying that anybody sees it; else like `useFlag`.
 *
 * @param subscribe says when to read again.
 */
export function useObservedFlag<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
  subscribe: typeof subscribeSeen = (client, key, _, listener) => client.subscribe(key, listener),
): FlagValueFor<K, T> {
  const client = useFlagClient()
  return useSyncExternalStore(
    // biome-ignore lint/correctness/useExhaustiveDependencies: one that is written inline is another one each time, and each is good for what was committed
    useCallback((listener) => subscribe(client, flagKey, fallback, listener), [client, flagKey]),
    () => client.get(flagKey, fallback),
    () => client.hydrating(flagKey, fallback),
  )
}
