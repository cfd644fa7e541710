/**
 * Where a flag set stands in its history, as one string: `lineage.number`.
 *
 * The number counts the changes of one environment. The lineage names the history that is being counted:
 * a store that starts over (a watched file after a restart, a restored backup) has a new one, so that a
 * client never takes number 3 of a new history for something older than its number 7.
 *
 * @example 'k3x9q2.17'
 */
export type Revision = `${string}.${number}`

/** How one revision lies to another; `unrelated` when they count different histories. */
export type RevisionOrder = 'older' | 'same' | 'newer' | 'unrelated'

const PATTERN = /^[a-z0-9]{1,32}\.(?:0|[1-9][0-9]{0,14})$/

/**
 * Builds a revision.
 *
 * @param lineage 1 to 32 characters of `a-z0-9`.
 * @param number 0 to 999,999,999,999,999.
 * @throws RangeError when a part is out of its limits.
 * @example formatRevision('k3x9q2', 17) // 'k3x9q2.17'
 */
export function formatRevision(lineage: string, number: number): Revision {
  const revision = `${lineage}.${number}` as const
  if (!isRevision(revision)) throw new RangeError(`not a revision: "${revision}"`)
  return revision
}

/**
 * Tells whether an unknown value is a well-formed revision.
 *
 * @example isRevision(headers.get('last-event-id')) // false for null
 */
export function isRevision(value: unknown): value is Revision {
  return typeof value === 'string' && PATTERN.test(value)
}

/** The change count within a revision's lineage. */
export function revisionNumber(revision: Revision): number {
  return Number(revision.slice(revision.lastIndexOf('.') + 1))
}

/** The history that a revision belongs to. */
export function revisionLineage(revision: Revision): string {
  return revision.slice(0, revision.lastIndexOf('.'))
}

/**
 * Says how `a` lies to `b`.
 *
 * @example compareRevisions('k3x9q2.16', 'k3x9q2.17') // 'older'
 */
export function compareRevisions(a: Revision, b: Revision): RevisionOrder {
  const [lineage, number] = a.split('.')
  const [otherLineage, otherNumber] = b.split('.')
  if (lineage !== otherLineage) return 'unrelated'
  if (number === otherNumber) return 'same'
  return Number(number) < Number(otherNumber) ? 'older' : 'newer'
}
