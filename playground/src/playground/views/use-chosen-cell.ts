import { useCallback, useState } from 'react'
import type { Cell, SheetPlan } from '../model/plan-sheet.ts'
import type { SheetView } from '../model/sheet-state.ts'
import type { ChangeSheet } from './use-sheet-address.ts'

/** The cell that the inspector is about, and whether the devtools panel is docked under it. */
export interface ChosenCell {
  /** Absent while no cell is chosen, and where cells cannot be. */
  readonly chosen: Cell | undefined
  /** The cell under which the panel is docked. */
  readonly inspected: Cell | undefined
  /**
   * Chooses a cell, or none where it is chosen already.
   *
   * @param isComparing lays it over the one that is chosen, or over the first one where none is.
   */
  choose(cellId: string | undefined, isComparing?: boolean): void
  leave(): void
  togglePanel(): void
  closePanel(): void
}

/** Keeps which cell of a sheet is chosen; alone, it is the one that is looked at. */
export function useChosenCell(plan: SheetPlan, view: SheetView, onStateChange: ChangeSheet): ChosenCell {
  const [chosenId, setChosenId] = useState<string>()
  const [isPanelOpen, setPanelOpen] = useState(false)
  const single = view.kind === 'single' ? plan.cellOf(view.cellId) : undefined
  const canChoose = view.kind === 'grid' || view.kind === 'single'
  const chosen = canChoose && chosenId !== undefined ? (single ?? plan.cellOf(chosenId)) : undefined
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
  const closePanel = useCallback(() => setPanelOpen(false), [])
  return {
    chosen,
    inspected,
    choose,
    leave: () => setChosenId(undefined),
    togglePanel() {
      setPanelOpen(inspected === undefined)
      if (chosen && !single) onStateChange({ view: { kind: 'single', cellId: chosen.id } })
    },
    closePanel,
  }
}
