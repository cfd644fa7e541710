import type { ReactElement } from 'react'
import { cellLabel } from '../../model/cell-label.ts'
import type { Cell, SheetPlan } from '../../model/plan-sheet.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import { shownCells } from '../../model/shown-cells.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'

interface CompareSelectProps {
  readonly cell: Cell
  readonly plan: SheetPlan
  readonly state: SheetState
  readonly onStateChange: ChangeSheet
}

/** Lays another cell over the chosen one. */
export function CompareSelect({ cell, plan, state, onStateChange }: CompareSelectProps): ReactElement {
  const others = shownCells(plan, state.limit).filter(({ id }) => id !== cell.id)
  return (
    <select
      className="select inspector-compare"
      aria-label="Compare with"
      value=""
      disabled={others.length === 0}
      title={others.length === 0 ? 'This is the only preview of the sheet.' : undefined}
      onChange={({ target }) =>
        onStateChange({
          view: { kind: 'overlay', cellIds: [cell.id, target.value], mode: 'slider', position: 0.5 },
        })
      }
    >
      <option value="" disabled>
        Compare with…
      </option>
      {others.map(({ id, differences }) => (
        <option key={id} value={id}>
          {cellLabel(differences)}
        </option>
      ))}
    </select>
  )
}
