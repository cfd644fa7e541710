import { type FunctionComponent, render } from 'preact'
import { createPanelModel, type PanelModel } from './model/panel-model.ts'
import { createPanelSession, type PanelSession } from './model/panel-session.ts'
import './panel.css'
import type { PanelTransport } from './transport/panel-transport.ts'
import type { PanelViewProps } from './views/panel-view-props.ts'

/**
 * Draws a view of what a transport reaches.
 *
 * @param parent is filled by the view.
 * @param openSession @default a session that keeps nothing
 * @returns a function that disconnects the view and empties `parent`.
 */
export function mountPanelView(
  parent: HTMLElement,
  transport: PanelTransport,
  View: FunctionComponent<PanelViewProps>,
  openSession: (model: PanelModel) => PanelSession = createPanelSession,
): () => void {
  const model = createPanelModel({ transport })
  render(<View model={model} session={openSession(model)} />, parent)
  return () => {
    render(null, parent)
    model.close()
  }
}
