import { isJsonObject } from '@halyard/schema'
import type { PanelTransport } from './panel-transport.ts'

/** What the page around a panel says to hand it a document: the message, and one port of a devtools conversation. */
export interface DocumentOffer {
  readonly halyard: 'panel'
  readonly type: 'document'
}

/**
 * Connects a panel that stands in a frame to whatever document the page around it hands over: a `MessagePort` whose other end
 * a page's devtools have. A new port takes the place of the one before, as after a reload.
 *
 * @param embedder the window around the panel; no other one is listened to.
 * @param origin of the embedder, as `https://example.com`.
 * @example mountPanel(document.body, createWindowTransport(window.parent, location.origin))
 */
export function createWindowTransport(embedder: Window, origin: string): PanelTransport {
  let documents = 0
  return {
    open(listener) {
      let close: () => void = () => undefined

      function take(event: MessageEvent<unknown>): void {
        const [port] = event.ports
        if (event.source !== embedder || event.origin !== origin || !isDocumentOffer(event.data) || !port)
          return
        close()
        documents += 1
        const connectionId = `window-${documents}`
        port.onmessage = (message: MessageEvent<unknown>) => listener.received(connectionId, message.data)
        close = () => {
          port.close()
          listener.closed(connectionId)
        }
        listener.opened({
          connectionId,
          isTopFrame: true,
          send: (message) => port.postMessage(message),
        })
      }

      window.addEventListener('message', take)
      return () => {
        window.removeEventListener('message', take)
        close()
      }
    },
  }
}

function isDocumentOffer(data: unknown): boolean {
  return isJsonObject(data) && data.halyard === 'panel' && data.type === 'document'
}
