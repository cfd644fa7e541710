import type { FlagClient, FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import { useFlag } from './use-flag.ts'
import { useFlagClient } from './use-flag-client.ts'

/** What {@link useSuspenseFlag} can be told. */
export interface SuspenseFlagOptions {
  /** How long to wait for values at most, in milliseconds; the first component that waits decides. Minimum: 0. @default 1000 */
  readonly timeoutMs?: number
}

// What a client's components wait for, `null` when that is over. Not in a component: one that suspends before it is
// first committed keeps nothing.
const waits = new WeakMap<FlagClient, Promise<void> | null>()

/**
 * The value of a flag, like `useFlag`; until the client has values, or has been waited for long enough, the component
 * suspends, and the nearest `<Suspense>` shows its fallback. It waits once for each client, and never for ever: when
 * the time is up, the flag's fallback is shown, and the value when it comes.
 *
 * @param fallback see `useFlag`.
 * @throws Error when there is no provider above.
 * @example
 * const hero = useSuspenseFlag('hero', 'classic', { timeoutMs: 300 })
 */
export function useSuspenseFlag<K extends FlagKey, T extends FlagFallback<K>>(
  flagKey: K,
  fallback: T,
  { timeoutMs = 1000 }: SuspenseFlagOptions = {},
): FlagValueFor<K, T> {
  const client = useFlagClient()
  if (client.details(flagKey, fallback).freshness === 'none') {
    let end = waits.get(client)
    if (end === undefined) {
      end = client.ready({ timeoutMs }).then(() => void waits.set(client, null))
      waits.set(client, end)
    }
    // React 18 has no use().
    if (end) throw end
  }
  return useFlag(flagKey, fallback)
}
