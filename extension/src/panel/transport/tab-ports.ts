import {
  type AnnouncedDocument,
  AWAKE,
  forwardedPortName,
  type TabDocument,
} from '../../content/forwarded-port.ts'
import { connectToDocument, watchTabDocuments } from '../../content/tab-documents.ts'

/** How often a port to the background is used at least, in milliseconds: browsers stop one that is idle for 30 s. */
const AWAKE_INTERVAL_MS = 20_000

/** How long to wait before the background is asked again, in milliseconds. */
const RETRY_MS = 500

/** How a page of the extension reaches the documents of a tab. */
export interface TabPorts {
  /** Hears of every document of a tab, until the returned function is called. */
  watch(tabId: number, hear: (document: AnnouncedDocument) => void): () => void
  /** Opens a port to the relay of a document. */
  connect(target: TabDocument): chrome.runtime.Port
}

/** Finds out which way there is: in Firefox, pages of DevTools have no `tabs`, and go through the background. */
export function findTabPorts(): TabPorts {
  return chrome.tabs
    ? { watch: watchTabDocuments, connect: connectToDocument }
    : {
        watch: watchThroughBackground,
        connect: (target) =>
          chrome.runtime.connect({ name: forwardedPortName({ kind: 'conversation', target }) }),
      }
}

function watchThroughBackground(tabId: number, hear: (document: AnnouncedDocument) => void): () => void {
  const name = forwardedPortName({ kind: 'announcements', tabId })
  let close: () => void
  let opened = 0

  function open(): void {
    opened += 1
    const life = opened
    const port = chrome.runtime.connect({ name })
    const awake = setInterval(() => port.postMessage(AWAKE), AWAKE_INTERVAL_MS)
    let retry: ReturnType<typeof setTimeout> | undefined
    // Whatever went through the background before it was stopped was cut with it.
    port.onMessage.addListener(({ target, visit }) => hear({ target, visit: `${life} ${visit}` }))
    port.onDisconnect.addListener(() => {
      clearInterval(awake)
      // The background was stopped, with every port that went through it: who asks it anew hears of every document again.
      retry = setTimeout(open, RETRY_MS)
    })
    close = () => {
      clearInterval(awake)
      clearTimeout(retry)
      port.disconnect()
    }
  }

  open()
  return () => close()
}
