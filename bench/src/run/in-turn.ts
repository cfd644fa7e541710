/** The same items, each time with another one first, so that none always comes after the same one. */
export function inTurn<T>(items: readonly T[], turn: number): readonly T[] {
  const first = turn % items.length
  return [...items.slice(first), ...items.slice(0, first)]
}
