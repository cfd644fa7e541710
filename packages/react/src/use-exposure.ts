import type { FlagClient, FlagFallback, FlagKey } from '@halyard/client'
import { useEffect } from 'react'

/**
 * Says that somebody sees a flag, once what shows it is committed and whenever that shows another outcome.
 *
 * @param outcome tells one that is shown from another by its identity.
 */
export function useExposure<K extends FlagKey>(
  client: FlagClient,
  flagKey: K,
  fallback: FlagFallback<K>,
  outcome: unknown,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another outcome is seen anew, the same one with another fallback is not
  useEffect(() => client.expose(flagKey, fallback), [client, flagKey, outcome])
}
