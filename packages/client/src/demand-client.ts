import type { FlagClient } from './flag-client.ts'

/**
 * What a binding found as its client: of a provider above, or nothing.
 *
 * @param remedy what to do where there is none, in the framework's own words.
 * @throws Error for a client that is not there.
 * @example demandClient(useContext(FlagContext), 'add a <FlagProvider> above')
 */
export function demandClient<T = FlagClient>(found: T | null | undefined, remedy: string): T {
  if (found) return found
  throw new Error(`No flag client: ${remedy}.`)
}
