/**
 * Reads JSON text that anybody may have written.
 *
 * @returns `undefined` where it is none.
 * @example parseJson('{"a":1') // undefined
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: cut off, damaged, or written by something else.
    return undefined
  }
}
