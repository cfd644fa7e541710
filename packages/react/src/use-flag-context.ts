import type { FlagClient } from '@halyard/client'
import { useSyncExternalStore } from 'react'
import { useFlagClient } from './use-flag-client.ts'

/**
 * Who the flags are for, and what replaces that: a pair, like a state's. The component renders again when the context
 * is replaced, here or elsewhere.
 *
 * @returns the evaluation context, and the client's `setContext`: the promise that it gives resolves when reads answer
 * for the new context.
 * @throws Error when there is no provider above.
 * @example
 * const [context, setContext] = useFlagContext()
 * const upgrade = () => setContext({ ...context, plan: 'team' })
 */
export function useFlagContext(): readonly [
  context: FlagClient['context'],
  setContext: FlagClient['setContext'],
] {
  const client = useFlagClient()
  const read = (): FlagClient['context'] => client.context
  return [useSyncExternalStore(client.subscribeContext, read, read), client.setContext]
}
