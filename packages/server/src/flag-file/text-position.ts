/** A place in a text, counted as editors count. */
export interface TextPosition {
  /** Minimum: 1. */
  readonly line: number
  /** In UTF-16 code units. Minimum: 1. */
  readonly column: number
}

/**
 * Prepares to tell line and column of offsets in a text. Lines end with LF, CR LF or CR.
 *
 * @returns a function that takes an offset; one lookup costs a binary search over the lines.
 * @example textPositions('{\n  "flags"')(4) // { line: 2, column: 3 }
 */
export function textPositions(text: string): (offset: number) => TextPosition {
  const lineStarts = [
    0,
    ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length),
  ]
  return (offset) => {
    let low = 0
    let high = lineStarts.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 }
  }
}
