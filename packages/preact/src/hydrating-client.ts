import type { FlagClient } from '@halyard/client'
import type { ReadonlySignal } from '@preact/signals'

/**
 * A client that answers as the markup of a server shows it while that is taken over, and as the given one otherwise. A signal or a
 * component that reads it follows from the one to the other.
 */
export function hydratingClient(
  client: FlagClient,
  isHydrating: ReadonlySignal<boolean | undefined>,
): FlagClient {
  return Object.create(client, {
    get: { get: () => (isHydrating.value ? client.hydrating : client.get) },
    details: { get: () => (isHydrating.value ? client.hydratingDetails : client.details) },
  })
}
