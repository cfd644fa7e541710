import {
  createDevtoolsRegistry,
  DEVTOOLS_REGISTRY_KEY,
  type DevtoolsRegistry,
} from '@halyard/protocol/devtools'
import { type FlagOverrides, OVERRIDES_STORAGE_KEY, parseOverrides } from '@halyard/protocol/overrides'
import { CHANNEL_EVENT } from './channel.ts'

// Runs in the page's own world before any script of the page. It costs one object and one channel until a panel opens.

const registry = findRegistry() ?? installRegistry()
const channel = new MessageChannel()

// The relay sends one port for each panel that looks at this document.
channel.port1.onmessage = ({ ports: [panel] }) => {
  if (!panel) return
  const connection = registry.connect((message) => panel.postMessage(message))
  panel.onmessage = (event) => connection.receive(event.data)
  panel.addEventListener('close', () => connection.close())
}
document.dispatchEvent(new MessageEvent(CHANNEL_EVENT, { ports: [channel.port2] }))

/** A frame's first document shares its global object with the empty document before it, so this may run twice. */
function findRegistry(): DevtoolsRegistry | undefined {
  return (globalThis as { [DEVTOOLS_REGISTRY_KEY]?: DevtoolsRegistry })[DEVTOOLS_REGISTRY_KEY]
}

function installRegistry(): DevtoolsRegistry {
  const documentId = createDocumentId()
  const created = createDevtoolsRegistry({
    initialOverrides: readOverrides(),
    describePage: () => ({
      documentId,
      url: location.href,
      title: document.title,
      isTopFrame: window === window.top,
      loadedAtMs: performance.timeOrigin,
    }),
    subscribePage(listener) {
      window.navigation.addEventListener('currententrychange', listener)
      return () => window.navigation.removeEventListener('currententrychange', listener)
    },
  })
  Object.defineProperty(globalThis, DEVTOOLS_REGISTRY_KEY, { value: created })
  return created
}

function readOverrides(): FlagOverrides {
  try {
    const record = parseOverrides(sessionStorage.getItem(OVERRIDES_STORAGE_KEY), Date.now())
    return new Map([...record].map(([flagKey, { value }]) => [flagKey, value]))
  } catch {
    // A sandboxed or data: document has no storage, so it has no overrides to begin with.
    return new Map()
  }
}

/** `crypto.randomUUID` is missing on pages without https. */
function createDocumentId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')
}
