/**
 * Remembers the last result of a pure function of one text: most rules meet the same text again and again.
 *
 * @example const parse = memoLast(parseSemanticVersion)
 */
export function memoLast<T>(compute: (text: string) => T): (text: string) => T {
  let lastText: string | undefined
  let lastResult: T
  return (text) => {
    if (text !== lastText) {
      lastResult = compute(text)
      lastText = text
    }
    return lastResult
  }
}
