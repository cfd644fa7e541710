/** A size that a page is looked at in, in CSS pixels. */
export interface Viewport {
  /** {@link SHORTEST_SIDE} to {@link LONGEST_SIDE}. */
  readonly width: number
  /** {@link SHORTEST_SIDE} to {@link LONGEST_SIDE}. */
  readonly height: number
}

/** A size with a name to choose it by. */
export interface ViewportPreset extends Viewport {
  readonly name: string
}

/** In CSS pixels. Narrower than the narrowest watch, nothing is a page any more. */
export const SHORTEST_SIDE = 120

/** In CSS pixels: twice the height of an 8K screen, for pages that are looked at as a whole. */
export const LONGEST_SIDE = 8640

/** The sizes to choose from, smallest first. */
export const VIEWPORT_PRESETS: readonly ViewportPreset[] = [
  { name: 'Phone', width: 390, height: 844 },
  { name: 'Long phone', width: 390, height: 2532 },
  { name: 'Tablet', width: 820, height: 1180 },
  { name: 'Laptop', width: 1280, height: 800 },
  { name: 'Desktop', width: 1440, height: 900 },
  { name: 'Wide desktop', width: 1920, height: 1080 },
]

/** What a sheet shows where nobody chose a size. */
export const DESKTOP: Viewport = { width: 1440, height: 900 }

/**
 * How a size is called: by its preset's name, else by its measures.
 *
 * @example viewportName({ width: 390, height: 844 }) // 'Phone'
 * @example viewportName({ width: 1000, height: 700 }) // '1000 × 700'
 */
export function viewportName({ width, height }: Viewport): string {
  const preset = VIEWPORT_PRESETS.find(
    (candidate) => candidate.width === width && candidate.height === height,
  )
  return preset?.name ?? `${width} × ${height}`
}

/**
 * Two sizes have the same key when they are the same.
 *
 * @example viewportKey({ width: 390, height: 844 }) // '390x844'
 */
export function viewportKey({ width, height }: Viewport): string {
  return `${width}x${height}`
}

/** Whether a page can be looked at in this size. */
export function isViewport({
  width,
  height,
}: {
  readonly width: unknown
  readonly height: unknown
}): boolean {
  return [width, height].every(
    (side) => Number.isInteger(side) && SHORTEST_SIDE <= Number(side) && Number(side) <= LONGEST_SIDE,
  )
}
