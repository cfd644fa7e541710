import { formatRevision, type Revision, revisionLineage, revisionNumber } from '@halyard/protocol/wire'
import type { FlagSet, FlagSetChanges } from '@halyard/schema'
import { describeChanges } from './describe-changes.ts'
import { listSome } from './list-some.ts'

/** What a write answers with, or a dry run. */
export interface WriteAnswer {
  readonly isDryRun?: boolean
  readonly revision?: string
  readonly entry?: {
    readonly revision: Revision
    readonly before: FlagSetChanges
    readonly after: FlagSetChanges
  } | null
  readonly before?: FlagSetChanges
  readonly after?: FlagSetChanges
  /** For how many of the tried contexts a dry run would change each flag. */
  readonly sample?: {
    readonly contexts: number
    readonly flags: { readonly [flagKey: string]: { readonly changedShare: number } }
  }
}

/**
 * Says in words what a write did, or would do.
 *
 * @example describeWrite(answer) // 'checkout: disabled\nNow at revision k3x9q2.17.'
 */
export function describeWrite({ isDryRun, revision, entry, ...dry }: WriteAnswer): string {
  const { before = {}, after = {} } = isDryRun ? dry : (entry ?? {})
  const changes = describeEntry(before, after)
  if (changes.length === 0) return 'That is how it is already.'
  return [...listSome(changes), isDryRun ? 'Nothing was written.' : `Now at revision ${revision}.`].join('\n')
}

/** The revision that one was written on: revisions have no gap. */
export function revisionBefore(revision: Revision): Revision {
  return formatRevision(revisionLineage(revision), revisionNumber(revision) - 1)
}

/** Says in words what an audit entry changed. */
export function describeEntry(before: FlagSetChanges | null, after: FlagSetChanges): readonly string[] {
  const existing = (entries: object = {}) =>
    Object.fromEntries(Object.entries(entries).filter(([, entry]) => entry !== null))
  const flagSet = {
    flags: existing(before?.flags),
    $evaluators: existing(before?.$evaluators),
  } as FlagSet
  return describeChanges(flagSet, after)
}
