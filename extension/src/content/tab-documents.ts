import { PANEL_PORT_NAME, parseRelayMessage, type RelayMessage } from './channel.ts'
import type { AnnouncedDocument, TabDocument } from './forwarded-port.ts'

/**
 * Hears of every document of a tab: of those that are there, and of each that comes.
 *
 * @returns a function that ends it.
 */
export function watchTabDocuments(tabId: number, hear: (document: AnnouncedDocument) => void): () => void {
  function receive(message: unknown, { tab, frameId, documentId }: chrome.runtime.MessageSender): void {
    const announced = parseRelayMessage(message)
    if (announced?.halyard !== 'document' || tab?.id !== tabId || frameId === undefined) return
    const target = { tabId, frameId, ...(documentId !== undefined && { documentId }) }
    hear({ target, visit: String(announced.visit) })
  }

  chrome.runtime.onMessage.addListener(receive)
  const rollCall: RelayMessage = { halyard: 'roll-call' }
  chrome.tabs.sendMessage(tabId, rollCall).catch(() => {
    // No relay runs in this tab: a page of the browser itself, or one from before the extension was there.
  })
  return () => chrome.runtime.onMessage.removeListener(receive)
}

/** Opens a port to the relay of a document. */
export function connectToDocument({ tabId, frameId, documentId }: TabDocument): chrome.runtime.Port {
  const place = documentId === undefined ? { frameId } : { documentId }
  return chrome.tabs.connect(tabId, { name: PANEL_PORT_NAME, ...place })
}
