import type { FlagClient } from '@halyard/client'
import { useFlagClient } from './use-flag-client.ts'

/**
 * What says that something happened, to the nearest client that is provided: its `track`.
 *
 * @throws Error when no client is provided.
 * @example
 * const track = useTrack()
 * const order = () => track('order', { value: 49.9, currency: 'CHF' })
 */
export function useTrack(): FlagClient['track'] {
  const client = useFlagClient()
  return (...event) => client.value.track(...event)
}
