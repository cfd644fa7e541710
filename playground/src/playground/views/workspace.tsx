import type { ReactElement } from 'react'
import type { AssignmentGate } from '../frames/assignment-gate.ts'
import type { SheetState } from '../model/sheet-state.ts'
import { ContactSheet } from './contact-sheet/contact-sheet.tsx'
import { CellInspector } from './inspector/cell-inspector.tsx'
import { OverlayView } from './overlay/overlay-view.tsx'
import { InspectedCellContext } from './panel-dock/inspected-cell.ts'
import { PanelDock } from './panel-dock/panel-dock.tsx'
import { Rail } from './rail/rail.tsx'
import { Sheet } from './sheet.tsx'
import { CellSessionsContext } from './use-cell-sessions.ts'
import { useChosenCell } from './use-chosen-cell.ts'
import type { ChangeSheet } from './use-sheet-address.ts'
import { useSheetPlan } from './use-sheet-plan.ts'

interface WorkspaceProps {
  readonly gate: AssignmentGate
  readonly state: SheetState
  readonly problem: string | undefined
  readonly onStateChange: ChangeSheet
}

/** Everything around one page: what to choose at the left, the previews, and the chosen one's inspector at the right. */
export function Workspace({ gate, state, problem, onStateChange }: WorkspaceProps): ReactElement {
  const { sessions, known, plan } = useSheetPlan(gate, state)
  const { view } = state
  const choice = useChosenCell(plan, view, onStateChange)
  const { chosen, inspected } = choice
  return (
    <CellSessionsContext value={sessions}>
      <div className="playground" data-inspecting={chosen !== undefined} data-view={view.kind}>
        {view.kind !== 'contact-sheet' && <Rail state={state} known={known} onStateChange={onStateChange} />}
        {view.kind === 'overlay' ? (
          <OverlayView plan={plan} view={view} state={state} onStateChange={onStateChange} />
        ) : view.kind === 'contact-sheet' ? (
          <ContactSheet plan={plan} state={state} onStateChange={onStateChange} />
        ) : (
          <InspectedCellContext value={inspected?.id}>
            <div className="workbench">
              <Sheet
                plan={plan}
                state={state}
                problem={problem}
                chosenId={chosen?.id}
                onStateChange={onStateChange}
                onChoose={choice.choose}
              />
              {inspected && (
                <PanelDock cell={inspected} pageUrl={state.pageUrl} onClose={choice.closePanel} />
              )}
            </div>
          </InspectedCellContext>
        )}
        {chosen && (
          <CellInspector
            cell={chosen}
            plan={plan}
            state={state}
            isPanelOpen={inspected !== undefined}
            onStateChange={onStateChange}
            onPanelToggle={choice.togglePanel}
            onClose={choice.leave}
          />
        )}
      </div>
    </CellSessionsContext>
  )
}
