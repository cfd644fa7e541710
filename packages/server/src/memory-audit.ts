import { revisionNumber } from '@halyard/protocol/wire'
import type { AuditLog } from './audit-log.ts'
import {
  type AuditEntry,
  DEFAULT_AUDIT_LIMIT,
  flagPart,
  partsOf,
  type WritingTimes,
} from './environment-store.ts'

/** When a part was written, and the count of the change that did so last. */
export interface PartWriting extends WritingTimes {
  readonly number: number
}

/** What is known of a part after one more entry that writes it. */
export function writtenAgain(before: PartWriting | undefined, { revision, atMs }: AuditEntry): PartWriting {
  return { firstMs: before?.firstMs ?? atMs, lastMs: atMs, number: revisionNumber(revision) }
}

/**
 * Creates an audit log in memory: its newest entries, and the version of every part.
 *
 * @param maxEntries how many entries are kept. Minimum: 0.
 * @param written what is known of parts from before the first entry.
 */
export function createMemoryAudit(
  maxEntries: number,
  written: ReadonlyMap<string, PartWriting> = new Map(),
): AuditLog {
  const entries: AuditEntry[] = []
  const parts = new Map(written)
  const numberOf = ({ revision }: AuditEntry) => revisionNumber(revision)

  return {
    append(entry) {
      entries.unshift(entry)
      entries.length = Math.min(entries.length, maxEntries)
      for (const part of partsOf(entry.after)) parts.set(part, writtenAgain(parts.get(part), entry))
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
    versionOf: (part) => parts.get(part)?.number ?? 0,
    writtenAt(part) {
      const times = parts.get(part)
      return times ? { firstMs: times.firstMs, lastMs: times.lastMs } : null
    },
    entryOf: (number) => entries.find((entry) => numberOf(entry) === number),
  }
}
