import type { FlagClient, FlagFallback, FlagKey, FlagValueFor, subscribeDetails } from '@halyard/client'
import { type MaybeRefOrGetter, type ShallowRef, toValue, triggerRef, watch } from 'vue'
import type { ProvidedClient } from './flag-client-key.ts'
import { observe } from './observe.ts'
import type { Presence } from './presence.ts'

/**
 * What is read of a flag. It counts as seen while it is present, after each update of the page that shows something else, or the same of another variant.
 *
 * @param read of the client or, while hydrating, of what the markup shows.
 * @param subscribe says when to read again. @default after a change of the flag
 */
export function seeFlag<K extends FlagKey, T extends FlagFallback<K>, Outcome>(
  client: ProvidedClient,
  flagKey: MaybeRefOrGetter<K>,
  fallback: MaybeRefOrGetter<T>,
  { isHydrating, isPresent }: Presence,
  read: (client: FlagClient, isHydrating: boolean, flagKey: K, fallback: T) => Outcome,
  subscribe: typeof subscribeDetails = (observed, key, listener) => observed.subscribe(key, listener),
): Readonly<ShallowRef<Outcome>> {
  const outcome = observe(() => {
    const current = client.value
    const markup = isHydrating.value
    const key = toValue(flagKey)
    const otherwise = toValue(fallback)
    return {
      read: () => read(current, markup, key, otherwise),
      subscribe: (listener) =>
        subscribe(current, key, () => {
          listener()
          // Another variant is seen even where its value is the same.
          triggerRef(isPresent)
        }),
    }
  })
  watch(
    [isPresent, client, () => toValue(flagKey), outcome] as const,
    ([isSeen, current, key]) => isSeen && current.expose(key, toValue(fallback)),
    { flush: 'post' },
  )
  return outcome
}

/** The value, for {@link seeFlag}. */
export function readValue<K extends FlagKey, T extends FlagFallback<K>>(
  client: FlagClient,
  isHydrating: boolean,
  flagKey: K,
  fallback: T,
): FlagValueFor<K, T> {
  return isHydrating ? client.hydrating(flagKey, fallback) : client.get(flagKey, fallback)
}
