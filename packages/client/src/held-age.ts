import type { ClientState } from './client-state.ts'
import type { Clock } from './clock.ts'
import type { HeldFlags } from './held-flags.ts'

/**
 * Watches how old the held flags become while the connection is lost.
 *
 * @param maxAgeMs counted from the loss of the connection, or for flags of an earlier visit from when they were stored.
 * @param onAged called when they are older than that.
 * @returns a function to be told how the client stands, after every change.
 */
export function watchAge(
  clock: Clock,
  maxAgeMs: number,
  onAged: () => void,
): (state: ClientState, held: HeldFlags | undefined) => void {
  let cancel: (() => void) | undefined
  return (state, held) => {
    if (state.status !== 'reconnecting' || !held) {
      cancel?.()
      cancel = undefined
    } else if (!cancel) {
      const ageMs = held.freshness === 'live' ? 0 : clock.now() - held.storedAtMs
      cancel = clock.schedule(onAged, Math.max(0, maxAgeMs - ageMs))
    }
  }
}
