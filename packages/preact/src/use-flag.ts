import type { FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import { seenSignal } from './seen-signal.ts'
import { useShownValue } from './use-shown-value.ts'

/**
 * The value of a flag, where a plain value is wanted. The component renders again when this flag's value changes, and
 * for no other flag.
 *
 * @param fallback see `useFlagSignal`.
 * @throws Error when there is no provider above.
 * @example const isNewCheckout = useFlag('new-checkout', false)
 */
export function useFlag<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
): FlagValueFor<K, T> {
  return useShownValue(flagKey, fallback, seenSignal)
}
