import type { Zoom } from './playground-address.ts'

/** What is to be laid out; lengths in CSS pixels. */
export interface SheetRequest {
  /** How many previews. Minimum: 1. */
  readonly count: number
  readonly viewport: { readonly width: number; readonly height: number }
  /** The room that there is. */
  readonly area: { readonly width: number; readonly height: number }
  readonly zoom: Zoom
  /** Between previews. */
  readonly gap: number
  /** What a preview needs above itself. */
  readonly labelHeight: number
}

/** How it is laid out. */
export interface SheetLayout {
  readonly columns: number
  /** Size on screen relative to true size, more than 0 and at most 1. */
  readonly scale: number
}

/** Below this nothing can be made out any more, and scrolling is better than shrinking. */
export const SMALLEST_FITTING_SCALE = 0.25

/**
 * Chooses columns and scale. `fit` takes the columns with which all previews are seen at once and as large as
 * possible; where that is too small to see anything, it fills the width and lets the sheet scroll.
 *
 * @example fitSheet({ count: 2, viewport: { width: 400, height: 800 }, area: { width: 824, height: 830 }, zoom: 'fit', gap: 24, labelHeight: 30 })
 * // { columns: 2, scale: 1 }
 */
export function fitSheet(request: SheetRequest): SheetLayout {
  const { count, zoom } = request
  if (zoom !== 'fit') {
    const scale = zoom / 100
    return { scale, columns: columnsThatFit(request, scale) }
  }
  let best: SheetLayout = { columns: 1, scale: 0 }
  for (let columns = 1; columns <= count; columns += 1) {
    const scale = Math.min(1, scaleByWidth(request, columns), scaleByHeight(request, columns))
    if (scale > best.scale) best = { columns, scale }
  }
  if (best.scale >= SMALLEST_FITTING_SCALE) return best
  const columns = columnsThatFit(request, SMALLEST_FITTING_SCALE)
  return { columns, scale: Math.max(MINIMUM_SCALE, Math.min(1, scaleByWidth(request, columns))) }
}

/** A window can be too narrow for any preview; a scale is above 0 all the same. */
const MINIMUM_SCALE = 0.05

function columnsThatFit({ count, viewport, area, gap }: SheetRequest, scale: number): number {
  const columns = Math.floor((area.width + gap) / (viewport.width * scale + gap))
  return Math.max(1, Math.min(count, columns))
}

function scaleByWidth({ viewport, area, gap }: SheetRequest, columns: number): number {
  return (area.width - gap * (columns - 1)) / (columns * viewport.width)
}

function scaleByHeight({ count, viewport, area, gap, labelHeight }: SheetRequest, columns: number): number {
  const rows = Math.ceil(count / columns)
  return (area.height - gap * (rows - 1) - labelHeight * rows) / (rows * viewport.height)
}
