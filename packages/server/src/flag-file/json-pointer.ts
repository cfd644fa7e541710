/**
 * Joins path segments to a JSON pointer. Source: RFC 6901.
 *
 * @example formatPointer(['flags', 'a/b']) // '/flags/a~1b'
 */
export function formatPointer(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/**
 * Splits a JSON pointer into its segments; `""` has none.
 *
 * @example parsePointer('/flags/a~1b') // ['flags', 'a/b']
 */
export function parsePointer(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
