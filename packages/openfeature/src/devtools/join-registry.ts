import { listenToParentWindow, pageRegistry } from '@halyard/devtools/page'
import { inspectableProvider } from './inspectable-provider.ts'
import type { WatchedProvider } from './watched-provider.ts'

/**
 * Shows a provider to the panels of this page.
 *
 * @param allowOrigins the origins of pages that may be a panel when they embed this one.
 * @returns a function that takes it away again.
 */
export function joinRegistry(watched: WatchedProvider, allowOrigins: readonly string[]): () => void {
  const registry = pageRegistry(
    new Map([...watched.overrides].map(([flagKey, { value }]) => [flagKey, value])),
  )
  const unregister = registry.register(inspectableProvider(watched))
  const stopListening = allowOrigins.length > 0 ? listenToParentWindow(registry, allowOrigins) : undefined
  return () => {
    stopListening?.()
    unregister()
  }
}
