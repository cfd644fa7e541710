import { createDevtoolsRegistry, DEVTOOLS_REGISTRY_KEY, type DevtoolsRegistry } from '@halyard/devtools'
import type { FlagOverrides } from '@halyard/protocol/overrides'
import { CHANNEL_EVENT, type HookMessage } from './channel.ts'
import { createFlagEffectMethods } from './flag-effect/flag-effect-methods.ts'
import { forgetKeptOverrides, keptOverrides } from './kept-overrides.ts'
import { privatePort } from './private-port.ts'

// Runs in the page's own world before any script of the page. It costs one object and one channel until a panel opens.

const registry = findRegistry() ?? installRegistry()
const channel = new MessageChannel()
const relay = privatePort(channel.port1)
let isCounting = false
let counted = 0

// The relay sends one port for each panel that looks at this document.
relay.listen((_, { 0: port }) => {
  if (!port) return
  const panel = privatePort(port)
  const connection = registry.connect(panel.post)
  panel.listen((data) => connection.receive(data))
})
document.dispatchEvent(new MessageEvent(CHANNEL_EVENT, { ports: [channel.port2] }))
registry.watchOverriddenFlags(countSoon)
count()

/** Once for all that one script does. */
function countSoon(): void {
  if (isCounting) return
  isCounting = true
  queueMicrotask(count)
}

function count(): void {
  isCounting = false
  const flagKeys = new Set([...(registry.overriddenFlags() ?? keptOverrides().keys())])
  if (flagKeys.size === counted) return
  counted = flagKeys.size
  const message: HookMessage = { overridden: counted }
  relay.post(message)
}

/** A frame's first document shares its global object with the empty document before it, so this may run twice. */
function findRegistry(): DevtoolsRegistry | undefined {
  return (globalThis as { [DEVTOOLS_REGISTRY_KEY]?: DevtoolsRegistry })[DEVTOOLS_REGISTRY_KEY]
}

function installRegistry(): DevtoolsRegistry {
  const documentId = createDocumentId()
  const created = createDevtoolsRegistry({
    initialOverrides: overridesOfTab(),
    methods: {
      ...createFlagEffectMethods(),
      'kept-overrides': () => [...keptOverrides().values()],
      'forget-overrides'() {
        forgetKeptOverrides()
        countSoon()
        return null
      },
    },
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

function overridesOfTab(): FlagOverrides {
  const kept = [...keptOverrides().values()]
  return new Map(kept.flatMap(({ scope, flagKey, value }) => (scope === 'tab' ? [[flagKey, value]] : [])))
}

/** `crypto.randomUUID` is missing on pages without https. */
function createDocumentId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')
}
