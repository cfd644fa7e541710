import type { FlagReport } from '@halyard/devtools'
import type { Appearance } from './appearance.ts'
import { AS_SERVED, isFixed, type Row, type Rows, rowsOf } from './coverage.ts'
import { axesOf, type FlagLevel, levelName, type SheetAxis } from './sheet-axes.ts'
import { COVERAGES, type Coverage, type Persona, type SheetState } from './sheet-state.ts'
import type { Viewport } from './viewports.ts'

/** One preview: a page with an assignment of flag values, as somebody, in a size and an appearance. */
export interface Cell {
  /** Its levels, as in `'s.2.0.0.1'`; the same as long as the axes of the sheet are. */
  readonly id: string
  readonly row: Row
  /** The values that it is assigned, by flag key; what is not among them is as the page gets it. */
  readonly assignment: ReadonlyMap<string, FlagLevel>
  readonly persona: Persona | null
  readonly viewport: Viewport
  readonly appearance: Appearance
  /** What tells it from the other cells of its sheet, and nothing else; empty for the page as it is served. */
  readonly differences: readonly Difference[]
}

/** One thing in which a cell differs from others. */
export interface Difference {
  readonly kind: SheetAxis['kind']
  /** The flag's key, or the name of the axis. */
  readonly name: string
  readonly level: string
}

/** What a sheet is made of. */
export interface SheetPlan {
  readonly axes: readonly SheetAxis[]
  readonly count: number
  /** @param index from 0 to `count - 1`. */
  cellAt(index: number): Cell
  /** The cell of this id, `undefined` where the axes have no such levels. */
  cellOf(id: string): Cell | undefined
}

/**
 * Plans the cells of a sheet; none is made until somebody asks for it.
 *
 * @param known what the page says of its flags; nothing until it has answered.
 * @example
 * const plan = planSheet(state, flags)
 * const shown = Array.from({ length: Math.min(plan.count, state.limit) }, (_, index) => plan.cellAt(index))
 */
export function planSheet(state: SheetState, known: readonly FlagReport[]): SheetPlan {
  const axes = axesOf(state, known)
  const rows: Rows = rowsOf(state.coverage, axes)
  return {
    axes,
    count: rows.count,
    cellAt: (index) => cellFrom(axes, rows.at(index), state.coverage),
    cellOf(id) {
      const row = id
        .split('.')
        .map((level) => (level === SERVED ? AS_SERVED : /^\d+$/.test(level) ? Number(level) : Number.NaN))
      return isRow(row, axes) ? cellFrom(axes, row, state.coverage) : undefined
    },
  }
}

/**
 * How many cells each coverage would give, before any is drawn.
 *
 * @example countCells(state, flags) // { each: 12, pairwise: 6, all: 48 }
 */
export function countCells(
  state: SheetState,
  known: readonly FlagReport[],
): { readonly [Kind in Coverage]: number } {
  const axes = axesOf(state, known)
  const counts = COVERAGES.map((coverage) => [coverage, rowsOf(coverage, axes).count])
  return Object.fromEntries(counts) as { [Kind in Coverage]: number }
}

const SERVED = 's'

function cellFrom(axes: readonly SheetAxis[], row: Row, coverage: Coverage): Cell {
  const assignment = new Map<string, FlagLevel>()
  const differences: Difference[] = []
  let [persona, viewport, appearance]: [Persona | null, Viewport?, Appearance?] = [null]
  axes.forEach((axis, place) => {
    const level = row[place] as number
    if (axis.kind === 'flag') {
      const assigned = axis.levels[level]
      if (assigned) assignment.set(axis.name, assigned)
    } else if (axis.kind === 'persona') persona = axis.levels[level] ?? null
    else if (axis.kind === 'viewport') viewport = axis.levels[level]
    else appearance = axis.levels[level]
    if (isTelling(axis, level, coverage)) {
      differences.push({ kind: axis.kind, name: axis.name, level: levelName(axis, level) })
    }
  })
  if (!viewport || !appearance) throw new RangeError('a sheet has at least one size and one appearance')
  const id = row.map((level) => (level === AS_SERVED ? SERVED : level)).join('.')
  return { id, row, assignment, persona, viewport, appearance, differences }
}

/** Where every value stands by itself, only the one that is not the page's own tells a cell from the others. */
function isTelling(axis: SheetAxis, level: number, coverage: Coverage): boolean {
  if (isFixed(axis)) return false
  return coverage !== 'each' || (axis.kind === 'flag' ? level !== AS_SERVED : level !== 0)
}

function isRow(row: Row, axes: readonly SheetAxis[]): boolean {
  return (
    row.length === axes.length &&
    axes.every(({ kind, levels }, place) => {
      const level = row[place] as number
      return (level === AS_SERVED && kind === 'flag') || levels[level] !== undefined
    })
  )
}
