/**
 * Appends one step to an RFC 6901 JSON pointer.
 *
 * @example joinPointer('/flags', 'a/b') // '/flags/a~1b'
 */
export function joinPointer(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
