import type { FlagClient } from './flag-client.ts'
import type { FlagKey } from './flag-types.ts'

/**
 * Calls the listener whenever what `client.details` answers for a flag may be another one: after a change of the flag, and after one of the
 * client's state, which freshness follows.
 *
 * @returns a function that ends the subscription.
 * @example const end = subscribeDetails(client, 'hero', () => show(client.details('hero', 'classic')))
 */
export function subscribeDetails(client: FlagClient, flagKey: FlagKey, listener: () => void): () => void {
  const endFlag = client.subscribe(flagKey, listener)
  const endState = client.subscribeState(listener)
  return () => {
    endFlag()
    endState()
  }
}
