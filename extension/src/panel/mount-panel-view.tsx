import { type FunctionComponent, render } from 'preact'
import { createPanelModel } from './model/panel-model.ts'
import { createPanelSession } from './model/panel-session.ts'
import './panel.css'
import type { PanelTransport } from './transport/panel-transport.ts'
import type { PanelViewProps } from './views/panel-view-props.ts'

/**
 * Draws a view of what a transport reaches.
 *
 * @param parent is filled by the view.
 * @returns a function that disconnects the view and empties `parent`.
 */
export function mountPanelView(
  parent: HTMLElement,
  transport: PanelTransport,
  View: FunctionComponent<PanelViewProps>,
): () => void {
  const model = createPanelModel({ transport })
  render(<View model={model} session={createPanelSession(model)} />, parent)
  return () => {
    render(null, parent)
    model.close()
  }
}
