import type { FlagClient } from '@halyard/client'
import { useSignal } from '@preact/signals'
import { type ComponentChild, type ComponentChildren, createContext, h } from 'preact'
import { useLayoutEffect, useMemo } from 'preact/hooks'
import { hydratingClient } from './hydrating-client.ts'

/** What {@link FlagProvider} takes. */
export interface FlagProviderProps {
  /** Created, started and closed by the application, outside of rendering. */
  readonly client: FlagClient
  /**
   * Whether `hydrate` takes over markup of a server. Components then begin with what that shows, as the client's `bootstrap` tells it, or with
   * the fallback without one; where the browser knows another value, it follows before the next frame. A part that is hydrated later needs a
   * provider of its own. On the server it makes no difference. @default false
   */
  readonly hydrating?: boolean
  readonly children?: ComponentChildren
}

/** Carries the client; it never changes when a flag does, so that nothing renders again because of it. */
export const FlagContext = createContext<FlagClient | null>(null)

/**
 * Gives a client to everything below.
 *
 * @example
 * const client = createFlagClient({ source: streamSource({ url: 'https://flags.example.com' }) })
 * client.start()
 * render(<FlagProvider client={client}><App /></FlagProvider>, element)
 */
export function FlagProvider({ client, hydrating, children }: FlagProviderProps): ComponentChild {
  const isHydrating = useSignal(hydrating)
  useLayoutEffect(() => {
    isHydrating.value = false
  }, [])
  const value = useMemo(() => (hydrating ? hydratingClient(client, isHydrating) : client), [client])
  return h(FlagContext.Provider, { value }, children)
}
