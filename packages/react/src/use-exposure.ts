import type { FlagFallback, FlagKey } from '@halyard/client'
import { useEffect } from 'react'
import { useFlagClient } from './use-flag-client.ts'

/**
 * Says that somebody sees a flag, once what shows it is committed and whenever that shows another outcome.
 *
 * @param outcome tells one that is shown from another by its identity.
 */
export function useExposure<K extends FlagKey>(
  flagKey: K,
  fallback: FlagFallback<K>,
  outcome: unknown,
): void {
  const client = useFlagClient()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another outcome is seen anew, the same one with another fallback is not
  useEffect(() => client.expose(flagKey, fallback), [client, flagKey, outcome])
}
