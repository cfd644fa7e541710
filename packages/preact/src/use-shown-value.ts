import type { FlagClient, FlagFallback, FlagKey } from '@halyard/client'
import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { useFlagClient } from './use-flag-client.ts'

/**
 * What a component renders of a flag. It counts as seen once that is committed, and again when another value is.
 *
 * @param create makes the signal for a client, key and fallback.
 */
export function useShownValue<K extends FlagKey, T extends FlagFallback<K>, V>(
  flagKey: K,
  fallback: T,
  create: (client: FlagClient, flagKey: K, fallback: T) => ReadonlySignal<V>,
): V {
  const client = useFlagClient()
  const shown = useMemo(() => create(client, flagKey, fallback), [client, flagKey, fallback])
  const { value } = shown
  useEffect(() => {
    // Effects that are due run before the next render: what is replaced by then has not been seen.
    if (shown.peek() === value) client.expose(flagKey, fallback)
  }, [client, flagKey, value])
  return value
}
