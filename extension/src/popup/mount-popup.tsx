import { render } from 'preact'
import { createPanelModel } from '../panel/model/panel-model.ts'
import { createPanelSession } from '../panel/model/panel-session.ts'
import '../panel/panel.css'
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
  const model = createPanelModel({ transport })
  render(<PopupView model={model} session={createPanelSession(model)} />, parent)
  return () => {
    render(null, parent)
    model.close()
  }
}
