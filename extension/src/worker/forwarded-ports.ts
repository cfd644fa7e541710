import { parseForwardedPortName, type TabDocument } from '../content/forwarded-port.ts'
import { connectToDocument, watchTabDocuments } from '../content/tab-documents.ts'

// Passes on what panels and documents say to each other, in browsers whose DevTools pages cannot speak to a tab. Where they
// can, as in Chromium, no panel asks for it: a worker that is stopped when it is idle stays out of the way.

chrome.runtime.onConnect.addListener((panel) => {
  // Content scripts run beside pages: what they ask for is not passed on.
  if (panel.sender?.url?.startsWith(chrome.runtime.getURL('/')) !== true) return
  const port = parseForwardedPortName(panel.name)
  if (port?.kind === 'conversation') converse(panel, port.target)
  if (port?.kind !== 'announcements') return
  const forget = watchTabDocuments(port.tabId, (document) => panel.postMessage(document))
  panel.onMessage.addListener(stayAwake)
  panel.onDisconnect.addListener(forget)
})

function stayAwake(): void {
  // Being told something is what does it.
}

function converse(panel: chrome.runtime.Port, target: TabDocument): void {
  const page = connectToDocument(target)
  panel.onMessage.addListener((message) => page.postMessage(message))
  page.onMessage.addListener((message) => panel.postMessage(message))
  panel.onDisconnect.addListener(() => page.disconnect())
  page.onDisconnect.addListener(() => panel.disconnect())
}
