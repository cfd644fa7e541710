import type { FlagClient, FlagFallback, FlagKey } from '@halyard/client'
import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { ClientSignal } from './client-signal.ts'
import { useFlagClient } from './use-flag-client.ts'

/**
 * A signal of what a component shows of a flag. It counts as seen once the component is committed, and again when another
 * value has reached the page.
 *
 * @param create makes the signal for a client, key and fallback.
 */
export function useShownSignal<K extends FlagKey, T extends FlagFallback<K>, V>(
  flagKey: K,
  fallback: T,
  create: (client: FlagClient, flagKey: K, fallback: T) => ClientSignal<V>,
): ReadonlySignal<V> {
  const client = useFlagClient()
  const shown = useMemo(() => create(client, flagKey, fallback), [client, flagKey, fallback])
  // The effect lasts as long as the component; the signal, until it gets another key, fallback or client.
  const seen = useSignal(shown)
  seen.value = shown
  useSignalEffect(() => {
    seen.value.value
    // Another variant is seen even where its value is the same.
    seen.value.asked.value
    client.expose(flagKey, fallback)
  })
  return shown
}
