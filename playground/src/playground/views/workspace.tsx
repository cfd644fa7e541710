import { type ReactElement, useMemo, useState, useSyncExternalStore } from 'react'
import { planSheet } from '../model/plan-sheet.ts'
import type { SheetState } from '../model/sheet-state.ts'
import { createCellSessions } from './cell-sessions.ts'
import { CellInspector } from './inspector/cell-inspector.tsx'
import { OverlayView } from './overlay/overlay-view.tsx'
import { Rail } from './rail/rail.tsx'
import { Sheet } from './sheet.tsx'
import { CellSessionsContext } from './use-cell-sessions.ts'
import type { ChangeSheet } from './use-sheet-address.ts'

interface WorkspaceProps {
  readonly state: SheetState
  readonly problem: string | undefined
  readonly onStateChange: ChangeSheet
}

/** Everything around one page: what to choose at the left, the previews, and the chosen one's inspector at the right. */
export function Workspace({ state, onStateChange }: WorkspaceProps): ReactElement {
  const [sessions] = useState(() => createCellSessions(state.pageUrl))
  const known = useSyncExternalStore(sessions.subscribe, () => sessions.knownFlags)
  const plan = useMemo(() => planSheet(state, known), [state, known])
  const [chosenId, setChosenId] = useState<string>()
  const chosen = chosenId === undefined ? undefined : plan.cellOf(chosenId)
  const { view } = state
  return (
    <CellSessionsContext value={sessions}>
      <div className="playground" data-inspecting={chosen !== undefined}>
        <Rail state={state} known={known} onStateChange={onStateChange} />
        {view.kind === 'overlay' ? (
          <OverlayView plan={plan} view={view} state={state} onStateChange={onStateChange} />
        ) : (
          <Sheet
            plan={plan}
            state={state}
            chosenId={chosen?.id}
            onStateChange={onStateChange}
            onChoose={setChosenId}
          />
        )}
        {chosen && (
          <CellInspector
            cell={chosen}
            state={state}
            onStateChange={onStateChange}
            onClose={() => setChosenId(undefined)}
          />
        )}
      </div>
    </CellSessionsContext>
  )
}
