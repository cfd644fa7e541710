/** The ids of two cells that lie over each other, the lower one first. */
export type OverlayPair = readonly [string, string]

/**
 * The pair that comes next: the lower cell stays, and the upper one gives way to the cell behind it, or before it where
 * `step` is negative; after the last cell comes the first.
 *
 * @param cellIds all cells of the sheet, in order.
 * @example stepPair(['a', 'b', 'c'], ['a', 'b'], 1) // ['a', 'c']
 */
export function stepPair(cellIds: readonly string[], [lower, upper]: OverlayPair, step: 1 | -1): OverlayPair {
  const others = cellIds.filter((id) => id !== lower)
  const index = others.indexOf(upper)
  // From a cell that the sheet does not have any more, one goes on at the beginning or at the end.
  const next = index < 0 ? (step > 0 ? 0 : -1) : (index + step + others.length) % others.length
  return [lower, others.at(next) ?? upper]
}
