import { type Revision, revisionLineage, revisionNumber } from '@halyard/protocol/wire'
import type { FlagSetChanges } from '@halyard/schema'
import {
  type AuditEntry,
  type AuditQuery,
  DEFAULT_AUDIT_LIMIT,
  flagPart,
  partsOf,
  type WriteOutcome,
} from './environment-store.ts'

/** The audit log of a store in memory: its newest entries, and the version of every part. */
export interface MemoryAudit {
  append(entry: AuditEntry): void
  /** The newest first. */
  read(query: AuditQuery): readonly AuditEntry[]
  /** All kept entries after a change count, the newest first. */
  readAfter(number: number): readonly AuditEntry[]
  /** The count of the last change of a part; 0 where there was none. */
  versionOf(part: string): number
  /** What stands against changes that were based on a revision, where something does. */
  findConflict(
    changes: FlagSetChanges,
    basedOn: Revision | undefined,
    current: Revision,
  ): Extract<WriteOutcome, { readonly status: 'conflict' }> | undefined
}

/** @param maxEntries how many entries are kept. Minimum: 0. */
export function createMemoryAudit(maxEntries: number): MemoryAudit {
  const entries: AuditEntry[] = []
  const versions = new Map<string, number>()
  const numberOf = ({ revision }: AuditEntry) => revisionNumber(revision)
  const versionOf = (part: string) => versions.get(part) ?? 0

  return {
    append(entry) {
      entries.unshift(entry)
      entries.length = Math.min(entries.length, maxEntries)
      for (const part of partsOf(entry.after)) versions.set(part, numberOf(entry))
    },
    read({ flagKey, beforeNumber = Number.MAX_SAFE_INTEGER, limit = DEFAULT_AUDIT_LIMIT }) {
      return entries
        .filter(
          (entry) =>
            numberOf(entry) < beforeNumber &&
            (flagKey === undefined || partsOf(entry.after).includes(flagPart(flagKey))),
        )
        .slice(0, limit)
    },
    readAfter: (number) => entries.filter((entry) => numberOf(entry) > number),
    versionOf,
    findConflict(changes, basedOn, current) {
      if (basedOn === undefined) return undefined
      const isKnown =
        revisionLineage(basedOn) === revisionLineage(current) &&
        revisionNumber(basedOn) <= revisionNumber(current)
      const last = Math.max(0, ...partsOf(changes).map(versionOf))
      if (isKnown && last <= revisionNumber(basedOn)) return undefined
      return { status: 'conflict', other: entries.find((entry) => numberOf(entry) === last) }
    },
  }
}
