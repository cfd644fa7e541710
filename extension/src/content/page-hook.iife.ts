import {
  createDevtoolsRegistry,
  DEVTOOLS_REGISTRY_KEY,
  type DevtoolsRegistry,
} from '@halyard/protocol/devtools'
import { type FlagOverrides, OVERRIDES_STORAGE_KEY, parseOverrides } from '@halyard/protocol/overrides'
import { CHANNEL_EVENT, FAREWELL } from './channel.ts'
import { createFlagEffectMethods } from './flag-effect/flag-effect-methods.ts'
import { privatePort } from './private-port.ts'

// Runs in the page's own world before any script of the page. It costs one object and one channel until a panel opens.

const registry = findRegistry() ?? installRegistry()
const channel = new MessageChannel()

// The relay sends one port for each panel that looks at this document.
privatePort(channel.port1).listen((_, { 0: port }) => {
  if (!port) return
  const panel = privatePort(port)
  const connection = registry.connect(panel.post)
  panel.listen((data) => {
    if (data === FAREWELL) connection.close()
    else connection.receive(data)
  })
})
document.dispatchEvent(new MessageEvent(CHANNEL_EVENT, { ports: [channel.port2] }))

/** A frame's first document shares its global object with the empty document before it, so this may run twice. */
function findRegistry(): DevtoolsRegistry | undefined {
  return (globalThis as { [DEVTOOLS_REGISTRY_KEY]?: DevtoolsRegistry })[DEVTOOLS_REGISTRY_KEY]
}

function installRegistry(): DevtoolsRegistry {
  const documentId = createDocumentId()
  const created = createDevtoolsRegistry({
    initialOverrides: readOverrides(),
    methods: createFlagEffectMethods(),
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
