const FORMAT = new Intl.NumberFormat('en')

/**
 * Writes a number as people read it.
 *
 * @example countText(1204) // '1,204'
 */
export function countText(count: number): string {
  return FORMAT.format(count)
}
