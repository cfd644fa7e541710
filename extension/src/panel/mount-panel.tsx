import { mountPanelView } from './mount-panel-view.tsx'
import type { PanelTransport } from './transport/panel-transport.ts'
import { PanelView } from './views/panel-view.tsx'

/**
 * Draws a panel and connects it.
 *
 * @param parent is filled by the panel; give it a height.
 * @returns a function that disconnects the panel and empties `parent`.
 * @example const unmount = mountPanel(document.body, createDirectTransport(registry))
 */
export function mountPanel(parent: HTMLElement, transport: PanelTransport): () => void {
  return mountPanelView(parent, transport, PanelView)
}
