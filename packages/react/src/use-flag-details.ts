import type { ClientEvaluationDetails, FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import { useCallback, useSyncExternalStore } from 'react'
import { useFlagClient } from './use-flag-client.ts'

/**
 * The evaluation details of a flag: value, variant, reason, error, freshness. The component renders again when one of
 * them changes, so prefer `useFlag` where the value is enough.
 *
 * @param fallback see `useFlag`.
 * @example const { value, freshness } = useFlagDetails('hero', 'classic')
 */
export function useFlagDetails<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
): ClientEvaluationDetails<FlagValueFor<K, T>> {
  const client = useFlagClient()
  const read = (): ClientEvaluationDetails<FlagValueFor<K, T>> => client.details(flagKey, fallback)
  return useSyncExternalStore(
    useCallback(
      (listener) => {
        const endFlag = client.subscribe(flagKey, listener)
        // Freshness follows the connection, and is no change of the flag.
        const endState = client.subscribeState(listener)
        return () => {
          endFlag()
          endState()
        }
      },
      [client, flagKey],
    ),
    read,
    read,
  )
}
