const FORMAT = new Intl.NumberFormat('en')

/**
 * Writes a number as people read it.
 *
 * @example countText(1204) // '1,204'
 */
export function countText(count: number): string {
  return FORMAT.format(count)
}

/**
 * Writes how many there are of something.
 *
 * @param noun in the singular; its plural ends with s.
 * @example countOf(2, 'flag') // '2 flags'
 */
export function countOf(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`
}
