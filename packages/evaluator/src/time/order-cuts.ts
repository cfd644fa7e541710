/**
 * Finds the seconds at which the order of two values becomes another one, where both are monotone and do not go the
 * same way: then it changes at most twice, from less to equal to greater or back. By bisection, so that no equation has
 * to be solved and rounding is accounted for.
 *
 * @param left gives the one value at a second. @param right gives the other.
 * @param from the second to start at. @param end the second before which to stop. Both are whole numbers.
 * @returns at most two seconds after `from`, in their order.
 * @example orderCuts((t) => t, () => 5, 0, 100) // [5, 6]
 */
export function orderCuts(
  left: (second: number) => unknown,
  right: (second: number) => unknown,
  from: number,
  end: number,
): readonly number[] {
  const orderAt = (second: number) => orderOf(left(second), right(second))
  const last = orderAt(end - 1)
  const cuts: number[] = []
  let start = from
  for (let order = orderAt(start); order !== last && cuts.length < 2; order = orderAt(start)) {
    let unchanged = start
    let changed = end - 1
    while (changed - unchanged > 1) {
      const middle = Math.floor(unchanged + (changed - unchanged) / 2)
      if (orderAt(middle) === order) unchanged = middle
      else changed = middle
    }
    cuts.push(changed)
    start = changed
  }
  return cuts
}

/** The order as the operators of rules see it: operands of different types are converted as JavaScript does. */
function orderOf(left: unknown, right: unknown): 'less' | 'greater' | 'equal' | 'none' {
  const a = left as number
  const b = right as number
  // biome-ignore lint/suspicious/noDoubleEquals: "==" of rules converts types
  return a < b ? 'less' : a > b ? 'greater' : a == b ? 'equal' : 'none'
}
