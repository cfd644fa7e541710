import type { ReactElement } from 'react'
import type { SheetPlan } from '../../model/plan-sheet.ts'
import type { SheetState, SheetView } from '../../model/sheet-state.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'

interface OverlayViewProps {
  readonly plan: SheetPlan
  readonly view: Extract<SheetView, { readonly kind: 'overlay' }>
  readonly state: SheetState
  readonly onStateChange: ChangeSheet
}

/** Two cells over each other. */
export function OverlayView(_: OverlayViewProps): ReactElement | null {
  return null
}
