import { type ReactElement, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { AssignmentGate } from '../frames/assignment-gate.ts'
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
  readonly gate: AssignmentGate
  readonly state: SheetState
  readonly problem: string | undefined
  readonly onStateChange: ChangeSheet
}

/** Everything around one page: what to choose at the left, the previews, and the chosen one's inspector at the right. */
export function Workspace({ gate, state, problem, onStateChange }: WorkspaceProps): ReactElement {
  const [sessions] = useState(() => createCellSessions(state.pageUrl, gate))
  const known = useSyncExternalStore(sessions.subscribe, () => sessions.knownFlags)
  const { flags, personas, viewports, appearances, coverage } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: planning takes time, and nothing else of the state matters
  const plan = useMemo(
    () => planSheet(state, known),
    [flags, personas, viewports, appearances, coverage, known],
  )
  const [chosenId, setChosenId] = useState<string>()
  const chosen = chosenId === undefined ? undefined : plan.cellOf(chosenId)
  const { view, isMirroring } = state
  useEffect(() => sessions.setMirroring(isMirroring), [sessions, isMirroring])
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
            problem={problem}
            chosenId={chosen?.id}
            onStateChange={onStateChange}
            onChoose={(cellId) => setChosenId(cellId === chosenId ? undefined : cellId)}
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
