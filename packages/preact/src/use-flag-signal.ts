import type { FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import type { ReadonlySignal } from '@preact/signals'
import { flagSignal } from './flag-signal.ts'
import { useShownSignal } from './use-shown-signal.ts'

/**
 * The value of a flag as a signal. In JSX, `{signal}` is a text that follows the flag, and `title={signal}` an attribute; neither renders
 * the component again, and reading `signal.value` in it does. What is committed counts as seen by the visitor, see
 * `recordExposures` of `@halyard/client/exposures`.
 *
 * @param fallback what to use where the flag is unknown, disabled, undecided, of another type, or not loaded yet.
 * Give an object that is created once, not in every render: it is the value, and its identity is yours.
 * @throws Error when there is no provider above.
 * @example
 * const title = useFlagSignal('title', 'Shop')
 * return <h1>{title}</h1>
 */
export function useFlagSignal<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
): ReadonlySignal<FlagValueFor<K, T>> {
  return useShownSignal(flagKey, fallback, flagSignal)
}
