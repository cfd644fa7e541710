import { revisionNumber } from '@halyard/protocol/wire'
import type { AuditLog } from './audit-log.ts'
import { type AuditEntry, DEFAULT_AUDIT_LIMIT, flagPart, partsOf } from './environment-store.ts'

/**
 * Creates an audit log in memory: its newest entries, and the version of every part.
 *
 * @param maxEntries how many entries are kept. Minimum: 0.
 * @param versions the counts of the last changes of parts before the first entry; they are kept up to date in it.
 */
export function createMemoryAudit(maxEntries: number, versions = new Map<string, number>()): AuditLog {
  const entries: AuditEntry[] = []
  const numberOf = ({ revision }: AuditEntry) => revisionNumber(revision)

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
    versionOf: (part) => versions.get(part) ?? 0,
    entryOf: (number) => entries.find((entry) => numberOf(entry) === number),
  }
}
