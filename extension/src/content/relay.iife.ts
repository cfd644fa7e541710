import { CHANNEL_EVENT, FAREWELL, PANEL_PORT_NAME, parseRelayMessage, type RelayMessage } from './channel.ts'

// Runs in the extension's own world of the page and carries messages between the page hook and the panels.

document.addEventListener(
  CHANNEL_EVENT,
  (event) => {
    // Whoever else listens must not get hold of the port.
    event.stopImmediatePropagation()
    const [page] = (event as MessageEvent).ports
    if (page) relay(page)
  },
  { capture: true, once: true },
)

function relay(page: MessagePort): void {
  const conversations = new Set<() => void>()
  let visit = 1

  function announce(): void {
    if (!isConnected()) return
    const message: RelayMessage = { halyard: 'document', visit }
    chrome.runtime.sendMessage(message).catch(() => {
      // No panel is open: nobody to announce to.
    })
  }

  function converse(panel: chrome.runtime.Port): void {
    const { port1, port2 } = new MessageChannel()
    const end = () => {
      conversations.delete(end)
      port1.postMessage(FAREWELL)
      port1.close()
      // An orphaned port throws.
      if (isConnected()) panel.disconnect()
    }
    port1.onmessage = ({ data }) => {
      try {
        panel.postMessage(data)
      } catch {
        // The panel is gone, the extension was reloaded, or the message is over Chrome's limit of 64 MiB.
        end()
      }
    }
    panel.onMessage.addListener((message) => port1.postMessage(message))
    panel.onDisconnect.addListener(end)
    conversations.add(end)
    page.postMessage(null, [port2])
  }

  chrome.runtime.onConnect.addListener((panel) => {
    if (panel.name === PANEL_PORT_NAME) converse(panel)
  })
  chrome.runtime.onMessage.addListener((message) => {
    if (parseRelayMessage(message)?.halyard === 'roll-call') announce()
  })

  // Ports do not survive the back/forward cache, and their ends are not told: cut them here, announce on return.
  window.addEventListener('pagehide', () => {
    for (const end of [...conversations]) end()
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    visit += 1
    announce()
  })

  // A page that Chrome prepares in advance is not in the tab yet.
  if ('prerendering' in document && document.prerendering)
    document.addEventListener('prerenderingchange', announce, { once: true })
  else announce()
}

/** Whether this script still belongs to an extension: reloading or removing the extension leaves it orphaned. */
function isConnected(): boolean {
  return chrome.runtime?.id !== undefined
}
