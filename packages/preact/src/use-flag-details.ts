import {
  type ClientEvaluationDetails,
  type FlagFallback,
  type FlagKey,
  type FlagValueFor,
  subscribeDetails,
} from '@halyard/client'
import { clientSignal } from './client-signal.ts'
import { useShownValue } from './use-shown-value.ts'

/**
 * The evaluation details of a flag: value, variant, reason, error, freshness. The component renders again when value,
 * variant or freshness changes, so prefer `useFlag` where the value is enough.
 *
 * @param fallback see `useFlagSignal`.
 * @throws Error when there is no provider above.
 * @example const { value, freshness } = useFlagDetails('hero', 'classic')
 */
export function useFlagDetails<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
): ClientEvaluationDetails<FlagValueFor<K, T>> {
  return useShownValue(flagKey, fallback, (client) =>
    clientSignal(
      () => client.details(flagKey, fallback),
      (listener) => subscribeDetails(client, flagKey, listener),
    ),
  )
}
