import { useMemo, useState, useSyncExternalStore } from 'react'
import { cellKey } from '../model/cell-key.ts'
import { checkCell } from '../model/check-cell.ts'
import { type FoldedSheet, foldCells } from '../model/fold-cells.ts'
import type { Cell, SheetPlan } from '../model/plan-sheet.ts'
import type { SheetState } from '../model/sheet-state.ts'
import type { CellRecord } from './cell-sessions.ts'
import { useCellSessions } from './use-cell-sessions.ts'

/** The cells of a sheet that are drawn now. */
export interface ShownCells extends FoldedSheet {
  /** All that are asked for, also those that are folded away. */
  readonly cells: readonly Cell[]
  /** How many of them have settled or failed. */
  readonly doneCount: number
}

/**
 * Follows the cells of a sheet, and folds those that look the same once all are known: a sheet that folds cell by cell
 * would never stand still.
 *
 * @param unfolded the ids of cells whose folds are open.
 */
export function useShownCells(
  plan: SheetPlan,
  { limit, isFolding }: Pick<SheetState, 'limit' | 'isFolding'>,
  unfolded: ReadonlySet<string>,
): ShownCells {
  const sessions = useCellSessions()
  const version = useSyncExternalStore(sessions.subscribe, () => sessions.version)
  const cells = useMemo(
    () => Array.from({ length: Math.min(plan.count, limit) }, (_, index) => plan.cellAt(index)),
    [plan, limit],
  )
  const doneCount = cells.filter((cell) => sessions.isDone(cell)).length
  const [fingerprints, setFingerprints] = useState<ReadonlyMap<string, string>>(new Map())
  const [readVersion, setReadVersion] = useState(-1)
  if (doneCount === cells.length && readVersion !== version) {
    setReadVersion(version)
    const read = readFingerprints(cells, (cell) => fingerprintOf(cell, sessions.recordOf(cell)))
    if (!isSameMap(read, fingerprints)) setFingerprints(read)
  }
  const folded = useMemo((): FoldedSheet => {
    const sheet = foldCells(plan, cells, (cell) => (isFolding ? fingerprints.get(cellKey(cell)) : undefined))
    return {
      ...sheet,
      folds: sheet.folds.flatMap((fold) => (unfolded.has(fold.cell.id) ? open(fold) : [fold])),
    }
  }, [plan, cells, isFolding, fingerprints, unfolded])
  return { ...folded, cells, doneCount }
}

function open({ cell, same }: FoldedSheet['folds'][number]): FoldedSheet['folds'] {
  return [cell, ...same].map((each) => ({ cell: each, same: [] }))
}

/** A page that did not take what it was assigned shows nothing that could be compared: such a cell stands for itself. */
function fingerprintOf(cell: Cell, { model, capture }: CellRecord): string | undefined {
  return model && checkCell(cell, model).length === 0 ? capture?.fingerprint : undefined
}

function readFingerprints(
  cells: readonly Cell[],
  fingerprintOf: (cell: Cell) => string | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    cells.flatMap((cell) => {
      const fingerprint = fingerprintOf(cell)
      return fingerprint === undefined ? [] : [[cellKey(cell), fingerprint]]
    }),
  )
}

function isSameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}
