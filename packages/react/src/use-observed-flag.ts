import type { FlagClient, FlagFallback, FlagKey, FlagValueFor, subscribeSeen } from '@halyard/client'
import { useCallback, useSyncExternalStore } from 'react'

/**
 * The value of a client's flag, without saying that anybody sees it; else like `useFlag`.
 *
 * @param subscribe says when to read again.
 */
export function useObservedFlag<K extends FlagKey, T extends FlagFallback<K>>(
  client: FlagClient,
  flagKey: K,
  fallback: T,
  subscribe: typeof subscribeSeen = (client, key, _, listener) => client.subscribe(key, listener),
): FlagValueFor<K, T> {
  return useSyncExternalStore(
    // biome-ignore lint/correctness/useExhaustiveDependencies: one that is written inline is another one each time, and each is good for what was committed
    useCallback((listener) => subscribe(client, flagKey, fallback, listener), [client, flagKey]),
    () => client.get(flagKey, fallback),
    () => client.hydrating(flagKey, fallback),
  )
}
