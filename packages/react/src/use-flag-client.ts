import type { FlagClient } from '@halyard/client'
import { useContext } from 'react'
import { FlagContext } from './flag-context.ts'

/**
 * The client of the nearest provider. Reading it does not subscribe to anything.
 *
 * @throws Error when there is no provider above.
 * @example const { overrides } = useFlagClient()
 */
export function useFlagClient(): FlagClient {
  const client = useContext(FlagContext)
  if (!client) {
    throw new Error('No flag client: put a <FlagProvider client={…}> around this component, near the root.')
  }
  return client
}
