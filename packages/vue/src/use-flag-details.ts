import {
  type ClientEvaluationDetails,
  type FlagFallback,
  type FlagKey,
  type FlagValueFor,
  subscribeDetails,
} from '@halyard/client'
import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import { usePresence } from './presence.ts'
import { seeFlag } from './see-flag.ts'
import { useFlagClient } from './use-flag-client.ts'

/**
 * The evaluation details of a flag: value, variant, reason, error, freshness. The ref changes when one of them does, so
 * prefer `useFlag` where the value is enough.
 *
 * @param flagKey see `useFlag`. @param fallback see `useFlag`.
 * @throws Error when no client is provided.
 * @example
 * const hero = useFlagDetails('hero', 'classic')
 * const isCertain = computed(() => hero.value.freshness === 'live')
 */
export function useFlagDetails<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: MaybeRefOrGetter<K>,
  fallback: MaybeRefOrGetter<T>,
): Readonly<ShallowRef<ClientEvaluationDetails<FlagValueFor<K, T>>>> {
  return seeFlag(
    useFlagClient(),
    flagKey,
    fallback,
    usePresence(),
    (client, isHydrating, key, otherwise) =>
      isHydrating ? client.hydratingDetails(key, otherwise) : client.details(key, otherwise),
    subscribeDetails,
  )
}
