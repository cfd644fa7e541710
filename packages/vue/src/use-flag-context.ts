import type { FlagClient } from '@halyard/client'
import type { ShallowRef } from 'vue'
import { observe } from './observe.ts'
import { useFlagClient } from './use-flag-client.ts'

/** What {@link useFlagContext} returns. */
export interface FlagContext {
  /** The evaluation context; follows whoever replaces it, here or elsewhere. */
  readonly context: Readonly<ShallowRef<FlagClient['context']>>
  /** The client's: the promise that it gives resolves when reads answer for the new context. */
  readonly setContext: FlagClient['setContext']
}

/**
 * Who the flags are for, and what replaces that.
 *
 * @throws Error when no client is provided.
 * @example
 * const { context, setContext } = useFlagContext()
 * const upgrade = () => setContext({ ...context.value, plan: 'team' })
 */
export function useFlagContext(): FlagContext {
  const client = useFlagClient()
  return {
    context: observe(() => {
      const current = client.value
      return { read: () => current.context, subscribe: current.subscribeContext }
    }),
    setContext: (next) => client.value.setContext(next),
  }
}
