import type { CellPlace } from './lay-out-sheet.ts'

/** Where the arrow keys lead. */
export type Direction = 'left' | 'right' | 'up' | 'down'

/**
 * The cell that an arrow key leads to: the one before or after, or the nearest one in the row above or below.
 *
 * @returns the same index where there is none.
 * @example neighbourCell(places, 0, 'right') // 1
 */
export function neighbourCell(places: readonly CellPlace[], index: number, direction: Direction): number {
  const from = places[index]
  if (!from) return index
  if (direction === 'left') return Math.max(0, index - 1)
  if (direction === 'right') return Math.min(places.length - 1, index + 1)
  const beyond = places.filter(({ top }) => (direction === 'up' ? top < from.top : top > from.top))
  const tops = beyond.map(({ top }) => top)
  const row = direction === 'up' ? Math.max(...tops) : Math.min(...tops)
  const [nearest] = beyond
    .filter(({ top }) => top === row)
    .toSorted((a, b) => Math.abs(a.left - from.left) - Math.abs(b.left - from.left))
  return nearest ? places.indexOf(nearest) : index
}
