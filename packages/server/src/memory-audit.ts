import { revisionNumber } from '@halyard/protocol/wire'
import type { AuditLog } from './audit-log.ts'
import {
  type AuditEntry,
  DEFAULT_AUDIT_LIMIT,
  flagPart,
  partsOf,
  type WritingTimes,
} from './environment-store.ts'

/**
 * Creates an audit log in memory: its newest entries, and the version of every part.
 *
 * @param maxEntries how many entries are kept. Minimum: 0.
 */
export function createMemoryAudit(maxEntries: number): AuditLog {
  const entries: AuditEntry[] = []
  const written = new Map<string, WritingTimes & { readonly number: number }>()
  const numberOf = ({ revision }: AuditEntry) => revisionNumber(revision)

  return {
    append(entry) {
      entries.unshift(entry)
      entries.length = Math.min(entries.length, maxEntries)
      for (const part of partsOf(entry.after)) {
        const { firstMs = entry.atMs } = written.get(part) ?? {}
        written.set(part, { firstMs, lastMs: entry.atMs, number: numberOf(entry) })
      }
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
    versionOf: (part) => written.get(part)?.number ?? 0,
    writtenAt(part) {
      const times = written.get(part)
      return times ? { firstMs: times.firstMs, lastMs: times.lastMs } : null
    },
    entryOf: (number) => entries.find((entry) => numberOf(entry) === number),
  }
}
