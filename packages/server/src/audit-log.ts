import { type Revision, revisionLineage, revisionNumber } from '@halyard/protocol/wire'
import type { FlagSetChanges } from '@halyard/schema'
import {
  type AuditEntry,
  type AuditQuery,
  partsOf,
  type WriteOutcome,
  type WritingTimes,
} from './environment-store.ts'

/**
 * The audit log of one environment. Entries are added; nobody changes or removes them, but a log may keep the newest ones only.
 * Every implementation runs the suite in `testing/audit-log-contract.ts`.
 */
export interface AuditLog {
  /** Throws where the medium fails; nothing was added then. */
  append(entry: AuditEntry): void
  /** The newest first. */
  read(query: AuditQuery): readonly AuditEntry[]
  /** All entries after a change count, as far as they are kept, the newest first. */
  readAfter(number: number): readonly AuditEntry[]
  /** The entry of a change count, where it is kept. */
  entryOf(number: number): AuditEntry | undefined
  /**
   * The count of the last change of a part; 0 where there was none.
   *
   * @param upTo changes after this count are passed over, for those who have not seen them yet. @default none is
   */
  versionOf(part: string, upTo?: number): number
  /** When a part was changed first and last; `null` where it never was. */
  writtenAt(part: string): WritingTimes | null
}

/**
 * What stands against changes that were based on a revision: a later change of something that they change, or a revision
 * that never was.
 *
 * @param current the revision that is there.
 */
export function findConflict(
  log: AuditLog,
  changes: FlagSetChanges,
  basedOn: Revision | undefined,
  current: Revision,
): Extract<WriteOutcome, { readonly status: 'conflict' }> | undefined {
  if (basedOn === undefined) return undefined
  const isKnown =
    revisionLineage(basedOn) === revisionLineage(current) &&
    revisionNumber(basedOn) <= revisionNumber(current)
  const last = partsOf(changes).reduce((latest, part) => Math.max(latest, log.versionOf(part)), 0)
  if (isKnown && last <= revisionNumber(basedOn)) return undefined
  return { status: 'conflict', other: log.entryOf(last) }
}
