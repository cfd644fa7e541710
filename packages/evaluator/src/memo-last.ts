/**
 * Remembers the last result of a pure function of one value: most rules meet the same text again and again.
 *
 * @example const sort = memoLast(sortableVersion)
 */
export function memoLast<V, T>(compute: (value: V) => T): (value: V) => T {
  let lastValue: V | undefined
  let lastResult: T
  return (value) => {
    if (value !== lastValue) {
      lastResult = compute(value)
      lastValue = value
    }
    return lastResult
  }
}
