import { PANEL_PORT_NAME, parseRelayMessage, type RelayMessage } from '../../content/channel.ts'
import type { PanelTransport, TransportListener } from './panel-transport.ts'

/**
 * Connects a panel to every document of the inspected tab: one port straight to the relay in each, without a
 * background worker, which Chrome would stop after half a minute of silence.
 *
 * Each relay announces its document when it loads, when it returns from the back/forward cache, and when a panel calls
 * the roll; the panel answers by opening a port.
 *
 * @param tabId the inspected tab: `chrome.devtools.inspectedWindow.tabId`.
 */
export function createExtensionTransport(tabId: number): PanelTransport {
  const ports = new Map<string, OpenPort>()
  return {
    open: (listener) => openPorts(tabId, ports, listener),
    showMarker(isShown) {
      const message: RelayMessage = { halyard: 'marker', isShown }
      for (const { port } of ports.values()) port.postMessage(message)
    },
    reloadPage: () => chrome.devtools.inspectedWindow.reload({}),
  }
}

interface OpenPort {
  readonly port: chrome.runtime.Port
  readonly visit: number
  readonly connectionId: string
}

function openPorts(tabId: number, ports: Map<string, OpenPort>, listener: TransportListener): () => void {
  function connect(documentId: string, frameId: number, visit: number): void {
    const known = ports.get(documentId)
    // Another panel's roll call makes documents announce themselves that are connected already.
    if (known?.visit === visit) return
    if (known) close(documentId, known)
    const connectionId = `${documentId}/${visit}`
    const port = chrome.tabs.connect(tabId, { name: PANEL_PORT_NAME, documentId })
    const open: OpenPort = { port, visit, connectionId }
    ports.set(documentId, open)
    port.onMessage.addListener((message) => {
      const own = parseRelayMessage(message)
      if (own?.halyard === 'marker') listener.markerChanged?.(own.isShown)
      else listener.received(connectionId, message)
    })
    port.onDisconnect.addListener(() => {
      if (ports.get(documentId) === open) close(documentId, open)
    })
    listener.opened({
      connectionId,
      isTopFrame: frameId === 0,
      send(message) {
        if (ports.get(documentId) === open) port.postMessage(message)
      },
    })
  }

  function close(documentId: string, { port, connectionId }: OpenPort): void {
    ports.delete(documentId)
    port.disconnect()
    listener.closed(connectionId)
  }

  function hear(message: unknown, sender: chrome.runtime.MessageSender): void {
    const announced = parseRelayMessage(message)
    if (announced?.halyard !== 'document' || sender.tab?.id !== tabId || !sender.documentId) return
    connect(sender.documentId, sender.frameId ?? -1, announced.visit)
  }

  chrome.runtime.onMessage.addListener(hear)
  const rollCall: RelayMessage = { halyard: 'roll-call' }
  chrome.tabs.sendMessage(tabId, rollCall).catch(() => {
    // No relay runs in this tab: a page of the browser itself, or one from before the extension was there.
  })

  return () => {
    chrome.runtime.onMessage.removeListener(hear)
    for (const { port } of ports.values()) port.disconnect()
    ports.clear()
  }
}
