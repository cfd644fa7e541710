import type { FlagClient } from '@halyard/client'
import { useFlagClient } from './use-flag-client.ts'

/**
 * What says that something happened: the `track` of the nearest provider's client. It is the same function in every
 * render.
 *
 * @throws Error when there is no provider above.
 * @example
 * const track = useTrack()
 * return <button onClick={() => track('order', { value: 49.9, currency: 'CHF' })}>Order</button>
 */
export function useTrack(): FlagClient['track'] {
  return useFlagClient().track
}
