/** The longest name that something kept may have, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 80

/**
 * Makes of a name one that is not taken, with a number behind it where it is.
 *
 * @example uniqueName('Sale', ['Sale', 'Sale (2)']) // 'Sale (3)'
 */
export function uniqueName(wanted: string, taken: readonly string[]): string {
  const name = wanted.trim().slice(0, MAX_NAME_LENGTH)
  if (!taken.includes(name)) return name
  let number = 2
  while (taken.includes(`${name} (${number})`)) number += 1
  return `${name} (${number})`
}
