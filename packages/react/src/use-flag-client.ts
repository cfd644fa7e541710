import { demandClient, type FlagClient } from '@halyard/client'
import { useContext } from 'react'
import { FlagContext } from './flag-context.ts'

/**
 * The client of the nearest provider. Reading it does not subscribe to anything.
 *
 * @throws Error when there is no provider above.
 * @example const { overrides } = useFlagClient()
 */
export function useFlagClient(): FlagClient {
  return demandClient(
    useContext(FlagContext),
    'put a <FlagProvider client={…}> around this component, near the root',
  )
}
