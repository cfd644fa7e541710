import type { Cell } from './plan-sheet.ts'
import type { Viewport } from './viewports.ts'

/** One page of paper; lengths in CSS pixels, of which 96 are an inch. */
export interface ContactPage {
  readonly columns: number
  readonly cells: readonly ContactCell[]
}

/** A cell on paper. */
export interface ContactCell {
  readonly cell: Cell
  /** Size on paper relative to true size, more than 0 and at most 1. */
  readonly scale: number
}

/** What a page of paper has room for. */
export interface Paper {
  /** CSS pixels. */
  readonly width: number
  /** CSS pixels, without what stands above and below the cells. */
  readonly height: number
  /** CSS pixels between cells. */
  readonly gap: number
  /** CSS pixels above each cell. */
  readonly labelHeight: number
}

/** A4 across (297 mm × 210 mm) with margins of 10 mm, less 72 CSS pixels for what stands above and below the cells. */
export const A4_ACROSS: Paper = { width: 1046, height: 645, gap: 20, labelHeight: 30 }

/** With more, cells become too small to be told apart at arm's length. */
const CELLS_PER_PAGE = 6

/**
 * Lays cells out on paper: six on a page, or the few more that fit without becoming smaller; each size of page on pages of its
 * own, so that what lies side by side has one scale.
 *
 * @example layOutContactSheet(cells).length // 4
 */
export function layOutContactSheet(cells: readonly Cell[], paper = A4_ACROSS): readonly ContactPage[] {
  const bySize = Map.groupBy(cells, ({ viewport: { width, height } }) => `${width} × ${height}`)
  return [...bySize.values()].flatMap((group) => {
    const { viewport } = group[0] as Cell
    const { columns, rows, scale } = bestGrid(viewport, Math.min(group.length, CELLS_PER_PAGE), paper)
    const perPage = columns * rows
    return Array.from({ length: Math.ceil(group.length / perPage) }, (_, page) => ({
      columns,
      cells: group.slice(page * perPage, (page + 1) * perPage).map((cell) => ({ cell, scale })),
    }))
  })
}

/** The columns and rows with which so many cells are largest. */
function bestGrid(
  { width, height }: Viewport,
  count: number,
  { width: paperWidth, height: paperHeight, gap, labelHeight }: Paper,
): { readonly columns: number; readonly rows: number; readonly scale: number } {
  const grids = Array.from({ length: count }, (_, index) => {
    const columns = index + 1
    const rows = Math.ceil(count / columns)
    const scale = Math.min(
      1,
      (paperWidth - gap * (columns - 1)) / (columns * width),
      (paperHeight - gap * (rows - 1) - labelHeight * rows) / (rows * height),
    )
    return { columns, rows, scale }
  })
  return grids.reduce((best, grid) => (grid.scale > best.scale ? grid : best))
}
