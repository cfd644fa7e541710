import { listenToParentWindow, pageRegistry } from '@halyard/devtools/page'
import type { FlagClient } from '../flag-client.ts'
import { INSPECTION, type InspectedClient } from '../inspection.ts'
import { inspectableClient } from './inspectable-client.ts'

/** Who may look at a client, apart from the browser's own devtools. */
export interface AttachDevtoolsOptions {
  /**
   * The origins of pages that may inspect and override this client when they embed this page.
   *
   * @default []
   */
  readonly allowOrigins?: readonly string[]
}

/** How the attachment of a client ends. */
const attachments = new WeakMap<FlagClient, () => void>()

/**
 * Shows a client in devtools: in the Halyard panel of the browser, and to pages of the given origins that embed this
 * one. Until somebody looks, reads cost what they always do, and references to the last 500 things that happened are
 * kept. A client that was attached before, as by a build tool while its page is developed, is shown once, to those
 * whom the last call names.
 *
 * @param client one of `createFlagClient`.
 * @returns a function that takes it away again.
 * @throws TypeError when the client is not one of `createFlagClient`.
 * @example
 * const client = createFlagClient({ source })
 * attachDevtools(client, { allowOrigins: ['https://playground.example.com'] })
 */
export function attachDevtools(client: FlagClient, options: AttachDevtoolsOptions = {}): () => void {
  const inspection = (client as Partial<InspectedClient>)[INSPECTION]
  if (!inspection) {
    throw new TypeError('this client cannot be inspected: pass one that createFlagClient made, not a wrapper')
  }
  const registry = pageRegistry(
    new Map([...client.overrides.entries].map(([flagKey, { value }]) => [flagKey, value])),
  )
  attachments.get(client)?.()
  const unregister = registry.register(inspectableClient(client, inspection))
  const { allowOrigins = [] } = options
  const stopListening = allowOrigins.length > 0 ? listenToParentWindow(registry, allowOrigins) : undefined
  const detach = (): void => {
    stopListening?.()
    unregister()
  }
  attachments.set(client, detach)
  return detach
}
