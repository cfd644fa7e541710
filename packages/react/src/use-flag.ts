import { type FlagFallback, type FlagKey, type FlagValueFor, subscribeSeen } from '@halyard/client'
import { useExposure } from './use-exposure.ts'
import { useFlagClient } from './use-flag-client.ts'
import { useObservedFlag } from './use-observed-flag.ts'

/**
 * The value of a flag. The component renders again when this flag's value changes, and for no other flag. What is
 * committed counts as seen by the visitor, see `recordExposures` of `@halyard/client/exposures`.
 *
 * While the browser takes over what a server rendered, the value is the one that the server showed: it comes with the
 * client's `bootstrap`, and is the fallback without one. Where the browser knows another one, that follows at once.
 *
 * @param fallback what to use where the flag is unknown, disabled, undecided, of another type, or not loaded yet.
 * Give an object that is created once, not in every render: it is the value, and its identity is yours.
 * @throws Error when there is no provider above.
 * @example const isNewCheckout = useFlag('new-checkout', false)
 */
export function useFlag<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
): FlagValueFor<K, T> {
  // Once for both: React compares each context that is read, in every component beside one that renders.
  const client = useFlagClient()
  const value = useObservedFlag(client, flagKey, fallback, subscribeSeen)
  useExposure(client, flagKey, fallback, value)
  return value
}
