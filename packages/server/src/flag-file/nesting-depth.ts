const QUOTE = 34
const BACKSLASH = 92
const OPEN = new Set([91, 123])
const CLOSE = new Set([93, 125])

/**
 * Finds where objects and arrays lie in one another deeper than a limit. Reads the text without recursion, so that it
 * can guard the parsers that recurse.
 *
 * @param text JSON, or nearly. @param limit how many levels are fine. Minimum: 1.
 * @returns the offset of the first bracket beyond the limit, or `undefined`.
 * @example findTooDeep('[[1]]', 1) // 1
 */
export function findTooDeep(text: string, limit: number): number | undefined {
  let depth = 0
  let isInString = false
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset)
    if (isInString) {
      if (code === BACKSLASH) offset++
      else if (code === QUOTE) isInString = false
    } else if (code === QUOTE) isInString = true
    else if (OPEN.has(code) && ++depth > limit) return offset
    else if (CLOSE.has(code)) depth--
  }
  return undefined
}
