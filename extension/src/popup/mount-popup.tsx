import { mountPanelView } from '../panel/mount-panel-view.tsx'
import type { PanelTransport } from '../panel/transport/panel-transport.ts'
import './popup.css'
import { PopupView } from './popup-view.tsx'

/**
 * Draws what the toolbar icon opens, and connects it as a panel is.
 *
 * @param parent is filled by it.
 * @returns a function that disconnects it and empties `parent`.
 * @example const unmount = mountPopup(document.body, createDirectTransport(registry))
 */
export function mountPopup(parent: HTMLElement, transport: PanelTransport): () => void {
  return mountPanelView(parent, transport, PopupView)
}
