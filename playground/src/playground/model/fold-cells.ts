import { isFixed } from './coverage.ts'
import type { Cell, SheetPlan } from './plan-sheet.ts'

/** A cell that is shown, and those that look the same. */
export interface CellFold {
  readonly cell: Cell
  /** Without the one that is shown. */
  readonly same: readonly Cell[]
}

/** What is left of a sheet when cells that look the same are shown once. */
export interface FoldedSheet {
  /** In the order of their first cells. */
  readonly folds: readonly CellFold[]
  /** The keys of the flags that made no difference: for each of their values, everything else being equal. */
  readonly idleFlags: readonly string[]
}

/**
 * Folds cells together whose pages rendered the same. Cells of another size or appearance are never folded: what is the
 * same document is another picture there. A flag is said to make no difference only where each of its values stood
 * beside another one in cells that are alike in everything else (flags that were found idle before do not count as a
 * difference), and all of them rendered the same.
 *
 * @param fingerprintOf what a page rendered; `undefined` as long as that is not known: such a cell stands for itself.
 * @example foldCells(plan, cells, ({ id }) => captures.get(id)?.fingerprint)
 */
export function foldCells(
  plan: Pick<SheetPlan, 'axes'>,
  cells: readonly Cell[],
  fingerprintOf: (cell: Cell) => string | undefined,
): FoldedSheet {
  const folds = new Map<string, Cell[]>()
  for (const cell of cells) {
    const fingerprint = fingerprintOf(cell)
    const key = fingerprint === undefined ? `alone ${cell.id}` : `${looksOf(cell)} ${fingerprint}`
    const fold = folds.get(key)
    if (fold) fold.push(cell)
    else folds.set(key, [cell])
  }
  return {
    folds: [...folds.values()].map(([cell, ...same]) => ({ cell: cell as Cell, same })),
    idleFlags: findIdle(plan, cells, fingerprintOf),
  }
}

function looksOf({ viewport, appearance }: Cell): string {
  return JSON.stringify([viewport, appearance])
}

function findIdle(
  { axes }: Pick<SheetPlan, 'axes'>,
  cells: readonly Cell[],
  fingerprintOf: (cell: Cell) => string | undefined,
): readonly string[] {
  const known = cells.flatMap((cell) => {
    const fingerprint = fingerprintOf(cell)
    return fingerprint === undefined ? [] : [{ row: cell.row, fingerprint }]
  })
  const idle = new Set<number>()
  const isIdle = (place: number): boolean => {
    const groups = Map.groupBy(known, ({ row }) =>
      row.filter((_, other) => other !== place && !idle.has(other)).join('.'),
    )
    const compared = [...groups.values()].filter(
      (group) => new Set(group.map(({ row }) => row[place])).size > 1,
    )
    const levels = new Set(compared.flat().map(({ row }) => row[place]))
    return (
      axes[place]?.levels.every((_, level) => levels.has(level)) === true &&
      compared.every((group) => new Set(group.map(({ fingerprint }) => fingerprint)).size === 1)
    )
  }
  const candidates = axes.flatMap((axis, place) => (axis.kind === 'flag' && !isFixed(axis) ? [place] : []))
  // What one flag is found to be can settle another one.
  for (let found = true; found; ) {
    const next = candidates.find((place) => !idle.has(place) && isIdle(place))
    found = next !== undefined
    if (next !== undefined) idle.add(next)
  }
  return candidates.filter((place) => idle.has(place)).map((place) => axes[place]?.name as string)
}
