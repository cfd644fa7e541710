import type { FlagClient } from '@halyard/client'
import type { ReactElement, ReactNode } from 'react'
import { FlagContext } from './flag-context.ts'

/** What {@link FlagProvider} takes. */
export interface FlagProviderProps {
  /** Created, started and closed by the application, outside of rendering. */
  readonly client: FlagClient
  readonly children?: ReactNode
}

/**
 * Gives a client to everything below.
 *
 * @example
 * const client = createFlagClient({ source: streamSource({ url: 'https://flags.example.com' }) })
 * client.start()
 * createRoot(element).render(<FlagProvider client={client}><App /></FlagProvider>)
 */
export function FlagProvider({ client, children }: FlagProviderProps): ReactElement {
  return <FlagContext.Provider value={client}>{children}</FlagContext.Provider>
}
