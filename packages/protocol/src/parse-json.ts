/** Reads JSON text; `undefined` where it is none. For text of which only the form matters, not what is wrong with it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: cut off, damaged, or written by something else.
    return undefined
  }
}
