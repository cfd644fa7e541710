import type { Cell, SheetPlan } from './plan-sheet.ts'

/**
 * The cells of a sheet that are drawn: as many as its limit says, and those that somebody looks at besides.
 *
 * @param also cells that are among them wherever the limit is.
 */
export function shownCells(plan: SheetPlan, limit: number, also: readonly Cell[] = []): readonly Cell[] {
  const cells = Array.from({ length: Math.min(plan.count, limit) }, (_, index) => plan.cellAt(index))
  const ids = new Set(cells.map(({ id }) => id))
  return [...cells, ...also.filter(({ id }) => !ids.has(id))]
}
