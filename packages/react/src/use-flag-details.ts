import {
  type ClientEvaluationDetails,
  type FlagFallback,
  type FlagKey,
  type FlagValueFor,
  subscribeDetails,
} from '@halyard/client'
import { useCallback, useSyncExternalStore } from 'react'
import { useExposure } from './use-exposure.ts'
import { useFlagClient } from './use-flag-client.ts'

/**
 * The evaluation details of a flag: value, variant, reason, error, freshness. The component renders again when one of
 * them changes, so prefer `useFlag` where the value is enough.
 *
 * @param fallback see `useFlag`.
 * @throws Error when there is no provider above.
 * @example const { value, freshness } = useFlagDetails('hero', 'classic')
 */
export function useFlagDetails<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
): ClientEvaluationDetails<FlagValueFor<K, T>> {
  const client = useFlagClient()
  const details = useSyncExternalStore(
    useCallback((listener) => subscribeDetails(client, flagKey, listener), [client, flagKey]),
    () => client.details(flagKey, fallback),
    () => client.hydratingDetails(flagKey, fallback),
  )
  useExposure(client, flagKey, fallback, details.variant ?? details.value)
  return details
}
