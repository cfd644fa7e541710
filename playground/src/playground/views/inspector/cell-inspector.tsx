import { PanelBottom, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { cellLabel } from '../../model/cell-label.ts'
import type { Cell, SheetPlan } from '../../model/plan-sheet.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import { useCellRecord } from '../use-cell-sessions.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'
import { AssignedFlags } from './assigned-flags.tsx'
import { CellFacts } from './cell-facts.tsx'
import { CompareSelect } from './compare-select.tsx'
import { HandOnActions } from './hand-on-actions.tsx'
import './cell-inspector.css'

interface CellInspectorProps {
  readonly cell: Cell
  readonly plan: SheetPlan
  readonly state: SheetState
  readonly isPanelOpen: boolean
  readonly onStateChange: ChangeSheet
  onPanelToggle(): void
  onClose(): void
}

/** Everything about the chosen cell: what it is assigned and whether the page took it, and how it is handed on. */
export function CellInspector(props: CellInspectorProps): ReactElement {
  const { cell, plan, state, isPanelOpen, onStateChange, onPanelToggle, onClose } = props
  const { model, status } = useCellRecord(cell)
  return (
    <aside className="cell-inspector" aria-label="The chosen preview">
      <header className="inspector-head">
        <h2>{cellLabel(cell.differences)}</h2>
        <button type="button" className="icon-button" title="Close" aria-label="Close" onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </header>
      <div className="inspector-body">
        <section className="inspector-actions">
          <CompareSelect cell={cell} plan={plan} state={state} onStateChange={onStateChange} />
          <button
            type="button"
            className="inspector-action"
            aria-pressed={isPanelOpen}
            onClick={onPanelToggle}
          >
            <PanelBottom size={16} aria-hidden />
            {isPanelOpen ? 'Close the panel' : 'Open the panel'}
          </button>
        </section>
        <AssignedFlags cell={cell} axes={plan.axes} model={model} />
        <CellFacts cell={cell} model={model} status={status} />
        <HandOnActions cell={cell} plan={plan} state={state} />
      </div>
    </aside>
  )
}
