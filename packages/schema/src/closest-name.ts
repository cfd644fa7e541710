const MAX_DISTANCE = 2
const MAX_LENGTH = 64
const MAX_CANDIDATES = 1_000

/**
 * Finds the name that somebody may have meant: at most two inserted, removed or replaced characters away, letter
 * case aside. Looks at the first 1,000 candidates and at names of up to 64 characters.
 *
 * @returns the nearest candidate, the first one of several that are equally near; `undefined` where none is near.
 * @example closestName('start_with', ['starts_with', 'ends_with']) // 'starts_with'
 */
export function closestName(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > MAX_LENGTH) return undefined
  const wanted = name.toLowerCase()
  let closest: string | undefined
  // a name that shares nothing with the wanted one is no suggestion, however short both are
  let closestDistance = Math.min(MAX_DISTANCE + 1, name.length)
  for (const candidate of candidates.slice(0, MAX_CANDIDATES)) {
    if (Math.abs(candidate.length - name.length) >= closestDistance) continue
    const distance = editDistance(wanted, candidate.toLowerCase())
    if (distance < closestDistance) {
      closest = candidate
      closestDistance = distance
    }
  }
  return closest
}

/** The Levenshtein distance by the Wagner-Fischer algorithm, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
