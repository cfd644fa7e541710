import { type ReactElement, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { AssignmentGate } from '../frames/assignment-gate.ts'
import { planSheet } from '../model/plan-sheet.ts'
import type { SheetState } from '../model/sheet-state.ts'
import { createCellSessions } from './cell-sessions.ts'
import { ContactSheet } from './contact-sheet/contact-sheet.tsx'
import { CellInspector } from './inspector/cell-inspector.tsx'
import { OverlayView } from './overlay/overlay-view.tsx'
import { PanelDock } from './panel-dock/panel-dock.tsx'
import { Rail } from './rail/rail.tsx'
import { Sheet } from './sheet.tsx'
import { CellSessionsContext } from './use-cell-sessions.ts'
import type { ChangeSheet } from './use-sheet-address.ts'

interface WorkspaceProps {
  readonly gate: AssignmentGate
  readonly state: SheetState
  readonly problem: string | undefined
  readonly onStateChange: ChangeSheet
}

/** Everything around one page: what to choose at the left, the previews, and the chosen one's inspector at the right. */
export function Workspace({ gate, state, problem, onStateChange }: WorkspaceProps): ReactElement {
  const [sessions] = useState(() => createCellSessions(state.pageUrl, gate))
  const known = useSyncExternalStore(sessions.subscribe, () => sessions.knownFlags)
  const plan = useMemo(() => planSheet(state, known), [state, known])
  const { view } = state
  // Two pages of which one is scrolled do not lie over each other any more.
  const isMirroring = state.isMirroring || view.kind === 'overlay'
  useEffect(() => sessions.setMirroring(isMirroring), [sessions, isMirroring])
  const [chosenId, setChosenId] = useState<string>()
  const [isPanelOpen, setPanelOpen] = useState(false)
  const single = view.kind === 'single' ? plan.cellOf(view.cellId) : undefined
  const chosen = chosenId === undefined ? undefined : (single ?? plan.cellOf(chosenId))
  const isInspecting = chosen !== undefined && (view.kind === 'grid' || view.kind === 'single')
  // The panel looks at a page that stays where it is, and no cell of a grid does.
  const inspected = isPanelOpen ? single : undefined
  const choose = useCallback(
    (cellId: string | undefined, isComparing = false) => {
      const from = chosenId ?? plan.cellAt(0).id
      if (cellId !== undefined && isComparing && cellId !== from) {
        onStateChange({ view: { kind: 'overlay', cellIds: [from, cellId], mode: 'slider', position: 0.5 } })
      } else setChosenId(cellId === chosenId ? undefined : cellId)
    },
    [chosenId, plan, onStateChange],
  )
  return (
    <CellSessionsContext value={sessions}>
      <div className="playground" data-inspecting={isInspecting} data-view={view.kind}>
        {view.kind !== 'contact-sheet' && <Rail state={state} known={known} onStateChange={onStateChange} />}
        {view.kind === 'overlay' ? (
          <OverlayView plan={plan} view={view} state={state} onStateChange={onStateChange} />
        ) : view.kind === 'contact-sheet' ? (
          <ContactSheet plan={plan} state={state} onStateChange={onStateChange} />
        ) : (
          <div className="workbench">
            <Sheet
              plan={plan}
              state={state}
              problem={problem}
              chosenId={chosen?.id}
              onStateChange={onStateChange}
              onChoose={choose}
            />
            {inspected && (
              <PanelDock cell={inspected} pageUrl={state.pageUrl} onClose={() => setPanelOpen(false)} />
            )}
          </div>
        )}
        {isInspecting && (
          <CellInspector
            cell={chosen}
            plan={plan}
            state={state}
            isPanelOpen={inspected !== undefined}
            onStateChange={onStateChange}
            onPanelToggle={() => {
              setPanelOpen(inspected === undefined)
              if (!single) onStateChange({ view: { kind: 'single', cellId: chosen.id } })
            }}
            onClose={() => setChosenId(undefined)}
          />
        )}
      </div>
    </CellSessionsContext>
  )
}
