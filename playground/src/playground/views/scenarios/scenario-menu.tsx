import type { ReactElement } from 'react'
import type { SheetPlan } from '../../model/plan-sheet.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'

interface ScenarioMenuProps {
  readonly state: SheetState
  readonly plan: SheetPlan
  readonly onStateChange: ChangeSheet
}

/** Named states: saved, found again, handed on. */
export function ScenarioMenu(_: ScenarioMenuProps): ReactElement | null {
  return null
}
