import type { ReactElement } from 'react'
import type { Cell } from '../../model/plan-sheet.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'

interface CellInspectorProps {
  readonly cell: Cell
  readonly state: SheetState
  readonly onStateChange: ChangeSheet
  onClose(): void
}

/** Everything about the chosen cell, at the right. */
export function CellInspector(_: CellInspectorProps): ReactElement | null {
  return null
}
