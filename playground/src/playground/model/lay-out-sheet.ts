import type { Zoom } from './sheet-state.ts'
import { type Viewport, viewportKey } from './viewports.ts'

/** What is to be laid out; lengths in CSS pixels. */
export interface SheetRequest {
  /** The sizes of the pages, in the order of the previews. At least one. */
  readonly viewports: readonly Viewport[]
  /** The room that there is. */
  readonly area: { readonly width: number; readonly height: number }
  readonly zoom: Zoom
}

/** Where one preview is, with its label above it; lengths in CSS pixels. */
export interface CellPlace {
  readonly left: number
  readonly top: number
  /** Of the cell; the page in it may be narrower, for labels need some room. */
  readonly width: number
}

/** How a sheet is laid out. */
export interface SheetLayout {
  /** Size on screen relative to true size, more than 0. */
  readonly scale: number
  readonly width: number
  readonly height: number
  /** In the order of the request. */
  readonly places: readonly CellPlace[]
  /** What stands above the previews of one size; empty where there is only one size. */
  readonly headings: readonly { readonly viewport: Viewport; readonly left: number; readonly top: number }[]
}

/** In CSS pixels. */
export const SHEET_METRICS: {
  readonly gap: number
  readonly labelHeight: number
  readonly headingHeight: number
  readonly narrowestCell: number
} = { gap: 24, labelHeight: 36, headingHeight: 32, narrowestCell: 184 }

/** Below this nothing can be made out any more, and scrolling is better than shrinking. */
export const SMALLEST_FITTING_SCALE = 0.25

/** A window can be too narrow for any preview; a scale is above 0 all the same. */
const MINIMUM_SCALE = 0.05

/**
 * Places previews in rows, those of one size together. `fit` takes the largest scale, up to true size, with which all
 * are seen at once; where that is too small to see anything, it fills the width and lets the sheet scroll.
 *
 * @example layOutSheet({ viewports: [DESKTOP, DESKTOP], area: { width: 1464, height: 900 }, zoom: 'fit' }).scale // 0.5
 */
export function layOutSheet({ viewports, area, zoom }: SheetRequest): SheetLayout {
  if (zoom !== 'fit') return arrange(viewports, area.width, zoom / 100)
  const isWhole = (scale: number): boolean => {
    const { width, height } = arrange(viewports, area.width, scale)
    return width <= area.width && height <= area.height
  }
  const scale = isWhole(SMALLEST_FITTING_SCALE)
    ? largestScale(isWhole)
    : scaleThatFillsWidth(viewports, area.width)
  return arrange(viewports, area.width, scale)
}

/** The answer is right to a hundredth of a pixel for pages of any size that there is. */
const HALVINGS = 20

function largestScale(isWhole: (scale: number) => boolean): number {
  if (isWhole(1)) return 1
  let [whole, cut] = [SMALLEST_FITTING_SCALE, 1]
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (whole + cut) / 2
    if (isWhole(middle)) whole = middle
    else cut = middle
  }
  return whole
}

function scaleThatFillsWidth(viewports: readonly Viewport[], areaWidth: number): number {
  const widest = Math.max(...viewports.map(({ width }) => width))
  const columns = Math.min(viewports.length, columnsIn(areaWidth, cellWidth(widest, SMALLEST_FITTING_SCALE)))
  const room = (areaWidth - SHEET_METRICS.gap * (columns - 1)) / columns
  return Math.max(MINIMUM_SCALE, Math.min(1, room / widest))
}

function arrange(viewports: readonly Viewport[], areaWidth: number, scale: number): SheetLayout {
  const { gap, labelHeight, headingHeight } = SHEET_METRICS
  const groups = Map.groupBy(viewports.keys(), (index) => viewportKey(viewports[index] as Viewport))
  const places: CellPlace[] = []
  const headings: { viewport: Viewport; left: number; top: number }[] = []
  let [width, height] = [0, 0]
  for (const indices of groups.values()) {
    const viewport = viewports[indices[0] as number] as Viewport
    const cell = { width: cellWidth(viewport.width, scale), height: labelHeight + viewport.height * scale }
    const columns = Math.min(indices.length, columnsIn(areaWidth, cell.width))
    if (height > 0) height += gap
    if (groups.size > 1) {
      headings.push({ viewport, left: 0, top: height })
      height += headingHeight
    }
    indices.forEach((index, position) => {
      const [row, column] = [Math.floor(position / columns), position % columns]
      places[index] = {
        left: column * (cell.width + gap),
        top: height + row * (cell.height + gap),
        width: cell.width,
      }
    })
    const rows = Math.ceil(indices.length / columns)
    height += rows * (cell.height + gap) - gap
    width = Math.max(width, columns * (cell.width + gap) - gap)
  }
  return { scale, width, height, places, headings }
}

function cellWidth(viewportWidth: number, scale: number): number {
  return Math.max(SHEET_METRICS.narrowestCell, viewportWidth * scale)
}

function columnsIn(areaWidth: number, width: number): number {
  return Math.max(1, Math.floor((areaWidth + SHEET_METRICS.gap) / (width + SHEET_METRICS.gap)))
}
