import { type ReactElement, useMemo } from 'react'
import type { AssignmentGate } from '../frames/assignment-gate.ts'
import type { CaptureMode } from '../model/capture-mode.ts'
import { MAX_LIMIT, type SheetState } from '../model/sheet-state.ts'
import { Sheet } from './sheet.tsx'
import { CellSessionsContext } from './use-cell-sessions.ts'
import { useSheetPlan } from './use-sheet-plan.ts'
import './capture-sheet.css'

interface CaptureSheetProps {
  readonly gate: AssignmentGate
  readonly state: SheetState
  readonly mode: CaptureMode
}

/** A sheet without anything to choose, for `halyard preview` to take its pictures. */
export function CaptureSheet({ gate, state: linked, mode }: CaptureSheetProps): ReactElement {
  const state = useMemo(() => stateFor(mode, linked), [mode, linked])
  const { sessions, plan } = useSheetPlan(gate, state)
  return (
    <CellSessionsContext value={sessions}>
      <div className="playground" data-capture={mode}>
        <Sheet
          plan={plan}
          state={state}
          problem={undefined}
          chosenId={undefined}
          onStateChange={ignore}
          onChoose={ignore}
        />
      </div>
    </CellSessionsContext>
  )
}

function stateFor(mode: CaptureMode, linked: SheetState): SheetState {
  const still: SheetState = { ...linked, isMirroring: false, view: { kind: 'grid' } }
  // Of each cell there is a picture, whatever it looks like.
  return mode === 'cells' ? { ...still, isFolding: false, zoom: 100, limit: MAX_LIMIT } : still
}

function ignore(): void {
  // Nobody is there to choose anything.
}
