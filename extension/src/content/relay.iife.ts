import {
  CHANNEL_EVENT,
  PANEL_PORT_NAME,
  parseHookMessage,
  parseRelayMessage,
  type RelayMessage,
} from './channel.ts'
import { sayGoodbye } from './goodbye.ts'
import type { MarkerScope } from './marker/marker-scope.ts'

/** How often the count of overridden flags is passed on at most, in milliseconds: a page can change it at any rate. */
const COUNT_INTERVAL_MS = 50

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
  const marker = (globalThis as MarkerScope).halyardMarker?.(converseWithPage)
  let visit = performance.timeOrigin
  let overridden = 0
  let isTellingSoon = false

  page.onmessage = ({ data }) => {
    const message = parseHookMessage(data)
    if (!message) return
    overridden = message.overridden
    if (isTellingSoon) return
    isTellingSoon = true
    setTimeout(() => {
      isTellingSoon = false
      tellCount()
      marker?.count(overridden)
    }, COUNT_INTERVAL_MS)
  }

  function tell(message: RelayMessage): void {
    if (!isConnected() || isPrerendering()) return
    chrome.runtime.sendMessage(message).catch(() => {
      // The extension was removed in between.
    })
  }

  function tellCount(): void {
    tell({ halyard: 'overridden', count: overridden })
  }

  function announce(): void {
    tell({ halyard: 'document', visit })
  }

  function converseWithPage(): MessagePort {
    const { port1, port2 } = new MessageChannel()
    page.postMessage(null, [port2])
    return port1
  }

  function converse(panel: chrome.runtime.Port): void {
    const port = converseWithPage()
    const tellMarker = (isShown: boolean): void => {
      const message: RelayMessage = { halyard: 'marker', isShown }
      panel.postMessage(message)
    }
    const forgetMarker = marker?.subscribe(tellMarker)
    const end = () => {
      conversations.delete(end)
      forgetMarker?.()
      sayGoodbye(port)
      // An orphaned port throws.
      if (isConnected()) panel.disconnect()
    }
    port.onmessage = ({ data }) => {
      // What only parts of the extension say to each other, no page can say.
      if (parseRelayMessage(data)) return
      try {
        panel.postMessage(data)
      } catch {
        // The panel is gone, the extension was reloaded, or the message is over Chrome's limit of 64 MiB.
        end()
      }
    }
    panel.onMessage.addListener((message) => {
      const own = parseRelayMessage(message)
      if (own?.halyard === 'marker') marker?.show(own.isShown)
      else port.postMessage(message)
    })
    panel.onDisconnect.addListener(end)
    conversations.add(end)
  }

  chrome.runtime.onConnect.addListener((panel) => {
    if (panel.name === PANEL_PORT_NAME) converse(panel)
  })
  chrome.runtime.onMessage.addListener((received) => {
    const message = parseRelayMessage(received)
    if (message?.halyard === 'roll-call') announce()
    else if (message?.halyard === 'count' && overridden > 0) tellCount()
  })

  // Ports do not survive the back/forward cache, and their ends are not told: cut them here, announce on return.
  window.addEventListener('pagehide', () => {
    for (const end of [...conversations]) end()
    if (overridden > 0) tell({ halyard: 'overridden', count: 0 })
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    visit += 1
    announce()
    if (overridden > 0) tellCount()
  })

  // A page that Chrome prepares in advance is not in the tab yet.
  if (isPrerendering()) {
    document.addEventListener(
      'prerenderingchange',
      () => {
        announce()
        if (overridden > 0) tellCount()
      },
      { once: true },
    )
  } else announce()
}

function isPrerendering(): boolean {
  return 'prerendering' in document && document.prerendering === true
}

/** Whether this script still belongs to an extension: reloading or removing the extension leaves it orphaned. */
function isConnected(): boolean {
  return chrome.runtime?.id !== undefined
}
