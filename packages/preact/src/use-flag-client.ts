import { demandClient, type FlagClient } from '@halyard/client'
import { useContext } from 'preact/hooks'
import { FlagContext } from './flag-provider.ts'

/**
 * The client of the nearest provider. Reading it does not subscribe to anything.
 *
 * @throws Error when there is no provider above.
 * @example const { overrides } = useFlagClient()
 */
export function useFlagClient(): FlagClient {
  return demandClient(useContext(FlagContext), 'add a <FlagProvider> above')
}
