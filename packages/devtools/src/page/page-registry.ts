import {
  createDevtoolsRegistry,
  DEVTOOLS_REGISTRY_KEY,
  type DevtoolsRegistry,
  type PageDescription,
} from '../index.ts'

/**
 * The registry of this page. The extension's hook has put one there before any script of the page ran; where there is
 * no extension, the first caller creates it.
 *
 * @param initialOverrides the overrides of this tab that are in force, for a registry that is created now. @default none
 * @returns the same object for every caller on this page, whichever bundle it is in.
 * @example
 * const unregister = pageRegistry().register(client)
 */
export function pageRegistry(
  initialOverrides: DevtoolsRegistry['initialOverrides'] = new Map(),
): DevtoolsRegistry {
  const page = globalThis as { [DEVTOOLS_REGISTRY_KEY]?: DevtoolsRegistry }
  const existing = page[DEVTOOLS_REGISTRY_KEY]
  if (existing) return existing
  // Not randomUUID, which insecure origins lack.
  const documentId = crypto.getRandomValues(new Uint32Array(4)).join('-')
  const registry = createDevtoolsRegistry({
    initialOverrides,
    describePage: () => describePage(documentId),
    subscribePage,
  })
  Object.defineProperty(page, DEVTOOLS_REGISTRY_KEY, { value: registry, configurable: true })
  return registry
}

function describePage(documentId: string): PageDescription {
  return {
    documentId,
    url: location.href,
    title: document.title,
    isTopFrame: window.top === window,
    loadedAtMs: performance.timeOrigin,
  }
}

/** Browsers without the Navigation API tell nobody of a new address. */
function subscribePage(listener: () => void): () => void {
  const { navigation } = globalThis
  navigation?.addEventListener('currententrychange', listener)
  return () => navigation?.removeEventListener('currententrychange', listener)
}
