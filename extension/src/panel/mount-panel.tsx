import { createPanelSession } from './model/panel-session.ts'
import { mountPanelView } from './mount-panel-view.tsx'
import type { PanelStorage } from './storage/panel-storage.ts'
import type { PanelTransport } from './transport/panel-transport.ts'
import { PanelView } from './views/panel-view.tsx'

/**
 * Draws a panel and connects it.
 *
 * @param parent is filled by the panel; give it a height.
 * @param storage where it keeps what is its own, such as personas and scenarios. @default in memory, for as long as it is there
 * @returns a function that disconnects the panel and empties `parent`.
 * @example const unmount = mountPanel(document.body, createDirectTransport(registry))
 */
export function mountPanel(
  parent: HTMLElement,
  transport: PanelTransport,
  storage?: PanelStorage,
): () => void {
  return mountPanelView(parent, transport, PanelView, (model) => createPanelSession(model, storage))
}
