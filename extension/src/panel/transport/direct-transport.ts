import type { DevtoolsRegistry, PanelConnection } from '@halyard/devtools'
import type { PanelTransport } from './panel-transport.ts'

/**
 * Connects a panel to a registry in the same page: for tests, and for documentation with a live panel in it.
 * Messages are copied as a port would, so that neither side can reach into the other.
 *
 * @example mountPanel(document.body, createDirectTransport(registry))
 */
export function createDirectTransport(registry: DevtoolsRegistry): PanelTransport {
  return {
    open(listener) {
      const connectionId = 'direct'
      let connection: PanelConnection | undefined
      let isOpen = true
      queueMicrotask(() => {
        if (!isOpen) return
        connection = registry.connect((message) => {
          const copy = structuredClone(message)
          queueMicrotask(() => {
            if (isOpen) listener.received(connectionId, copy)
          })
        })
        listener.opened({
          connectionId,
          isTopFrame: true,
          send: (message) => connection?.receive(structuredClone(message)),
        })
      })
      return () => {
        isOpen = false
        connection?.close()
        connection = undefined
      }
    },
  }
}
