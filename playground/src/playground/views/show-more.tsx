import type { ReactElement } from 'react'
import type { SheetPlan } from '../model/plan-sheet.ts'
import { CELLS_PER_STEP, MAX_LIMIT, type SheetState } from '../model/sheet-state.ts'
import type { ChangeSheet } from './use-sheet-address.ts'

interface ShowMoreProps {
  readonly plan: SheetPlan
  readonly state: SheetState
  readonly onStateChange: ChangeSheet
}

/** Says how many cells are not drawn, and draws more. */
export function ShowMore({ plan, state, onStateChange }: ShowMoreProps): ReactElement {
  const more = Math.min(CELLS_PER_STEP, plan.count - state.limit, MAX_LIMIT - state.limit)
  return (
    <footer className="sheet-more">
      <p>
        {state.limit} of {plan.count} cells are drawn.
      </p>
      {more > 0 ? (
        <button type="button" className="button" onClick={() => onStateChange({ limit: state.limit + more })}>
          Show {more} more
        </button>
      ) : (
        <p>A sheet has no more than that: choose fewer values, or every pair instead of all combinations.</p>
      )}
    </footer>
  )
}
