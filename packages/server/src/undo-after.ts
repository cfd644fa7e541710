import { type Revision, revisionLineage, revisionNumber, type Snapshot } from '@halyard/protocol/wire'
import { applyFlagSetChanges, type FlagSet } from '@halyard/schema'
import type { AuditEntry } from './environment-store.ts'

/**
 * Goes back from what is there to what was there.
 *
 * @param readAfter gives all entries after a change count, the newest first, as far as they are kept.
 * @returns `null` where the way back is not known: of another lineage, from the future, or not kept.
 */
export function undoAfter(
  { revision: now, flagSet }: Snapshot,
  revision: Revision,
  readAfter: (number: number) => readonly AuditEntry[],
): FlagSet | null {
  const steps = revisionNumber(now) - revisionNumber(revision)
  if (revisionLineage(now) !== revisionLineage(revision) || steps < 0) return null
  // others may have written since what is shown here
  const entries = readAfter(revisionNumber(revision)).filter(
    (entry) => revisionNumber(entry.revision) <= revisionNumber(now),
  )
  if (entries.length !== steps) return null
  let earlier = flagSet
  for (const { before } of entries) {
    if (!before) return null
    earlier = applyFlagSetChanges(earlier, before)
  }
  return earlier
}
