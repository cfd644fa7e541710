import { parseRelayMessage, type RelayMessage } from '../../content/channel.ts'
import type { TabDocument } from '../../content/forwarded-port.ts'
import type { PanelTransport, TransportListener } from './panel-transport.ts'
import { findTabPorts } from './tab-ports.ts'

/**
 * Connects a panel to every document of the inspected tab: one port to the relay in each. Where the browser lets it, that
 * leads straight there, because a background in between is stopped when it is idle.
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
  readonly visit: string
  readonly connectionId: string
}

function openPorts(tabId: number, ports: Map<string, OpenPort>, listener: TransportListener): () => void {
  const tabPorts = findTabPorts()
  let opened = 0

  function connect(target: TabDocument, visit: string): void {
    const key = target.documentId ?? `frame ${target.frameId}`
    const known = ports.get(key)
    // Another panel's roll call makes documents announce themselves that are connected already.
    if (known?.visit === visit) return
    if (known) close(key, known)
    opened += 1
    const connectionId = `${key}/${opened}`
    const port = tabPorts.connect(target)
    const open: OpenPort = { port, visit, connectionId }
    ports.set(key, open)
    port.onMessage.addListener((message) => {
      const own = parseRelayMessage(message)
      if (own?.halyard === 'marker') listener.markerChanged?.(own.isShown)
      else listener.received(connectionId, message)
    })
    port.onDisconnect.addListener(() => {
      if (ports.get(key) === open) close(key, open)
    })
    listener.opened({
      connectionId,
      isTopFrame: target.frameId === 0,
      send(message) {
        if (ports.get(key) === open) port.postMessage(message)
      },
    })
  }

  function close(key: string, { port, connectionId }: OpenPort): void {
    ports.delete(key)
    port.disconnect()
    listener.closed(connectionId)
  }

  const forget = tabPorts.watch(tabId, ({ target, visit }) => connect(target, visit))

  return () => {
    forget()
    for (const { port } of ports.values()) port.disconnect()
    ports.clear()
  }
}
