/** Keys as the literals of a program are: as property names, which engines compare by identity. */
export function literalKeys(keys: readonly string[]): readonly string[] {
  return Object.keys(Object.fromEntries(keys.map((key) => [key, true])))
}
