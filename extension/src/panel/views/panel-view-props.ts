import type { PanelModel } from '../model/panel-model.ts'
import type { PanelSession } from '../model/panel-session.ts'

/** What every view of the panel is given. */
export interface PanelViewProps {
  readonly model: PanelModel
  readonly session: PanelSession
}
