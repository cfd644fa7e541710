import { inject } from 'vue'
import { demandProvided, FLAG_CLIENT, type ProvidedClient } from './flag-client-key.ts'

/**
 * The nearest client that is provided, as a ref: a provider may go on to another one. Reading it does not subscribe to
 * any flag.
 *
 * @throws Error when none is provided, or outside of setup and `app.runWithContext`.
 * @example
 * const client = useFlagClient()
 * const pin = () => client.value.overrides.set('hero', 'bold')
 */
export function useFlagClient(): ProvidedClient {
  return demandProvided(inject(FLAG_CLIENT, undefined))
}
