import type { FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { usePresence } from './presence.ts'
import { readValue, seeFlag } from './see-flag.ts'
import { useFlagClient } from './use-flag-client.ts'

/**
 * The value of a flag, as a ref that only the client sets. What reads it runs again when this flag's value changes, and
 * for no other flag. What a component has mounted counts as seen by the visitor, see `recordExposures` of
 * `@halyard/client/exposures`.
 *
 * While the browser takes over what a server rendered, the value is the one that the server showed: it comes with the
 * client's `bootstrap`, and is the fallback without one. Where the browser knows another one, that follows at once.
 *
 * Outside of components it works in an effect scope, within `app.runWithContext`, and ends with the scope.
 *
 * @param flagKey a ref or a getter where it may become another one.
 * @param fallback what to use where the flag is unknown, disabled, undecided, of another type, or not loaded yet.
 * Give an object that is created once: it is the value, and its identity is yours.
 * @throws Error when no client is provided.
 * @example
 * const isNewCheckout = useFlag('new-checkout', false)
 * const hero = useFlag(() => `hero-${props.season}`, 'classic')
 */
export function useFlag<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: MaybeRefOrGetter<K>,
  fallback: MaybeRefOrGetter<T>,
): Readonly<ShallowRef<FlagValueFor<K, T>>> {
  return seeFlag(useFlagClient(), flagKey, fallback, usePresence(), readValue)
}
