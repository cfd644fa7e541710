import type { FlagFallback, FlagKey, FlagValueFor } from '@halyard/client'
import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { seenSignal } from './seen-signal.ts'
import { useFlagClient } from './use-flag-client.ts'

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
  const client = useFlagClient()
  const shown = useMemo(() => seenSignal(client, flagKey, fallback), [client, flagKey, fallback])
  // The effect lasts as long as the component; the signal, until it gets another key, fallback or client.
  const seen = useSignal(shown)
  seen.value = shown
  useSignalEffect(() => {
    seen.value.value
    client.expose(flagKey, fallback)
  })
  return shown
}
