import type { DatabaseSync } from 'node:sqlite'
import { formatRevision, revisionNumber } from '@halyard/protocol/wire'
import {
  type AuditEntry,
  type AuditQuery,
  DEFAULT_AUDIT_LIMIT,
  flagPart,
  partsOf,
} from './environment-store.ts'

/** The audit log of one environment. Entries are added; SQLite refuses to change or remove them. */
export interface SqliteAudit {
  append(entry: AuditEntry): void
  /** The newest first. */
  read(query: AuditQuery): readonly AuditEntry[]
  /** All entries after a change count, the newest first. */
  readAfter(number: number): readonly AuditEntry[]
  /** The count of the last change of a part; 0 where there was none. */
  versionOf(part: string): number
  /** The last entry after a change count that changed one of the parts. */
  lastChangeOf(parts: readonly string[], afterNumber: number): AuditEntry | undefined
}

/** @param lineage the history that the environment's revisions count. */
export function createSqliteAudit(
  database: DatabaseSync,
  environment: string,
  lineage: () => string,
): SqliteAudit {
  const insert = database.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const insertPart = database.prepare('INSERT INTO audit_parts VALUES (?, ?, ?)')
  const select = database.prepare(
    'SELECT * FROM audit WHERE environment = ? AND number < ? ORDER BY number DESC LIMIT ?',
  )
  const selectPart = database.prepare(
    `SELECT audit.* FROM audit_parts JOIN audit USING (environment, number)
     WHERE environment = ? AND part = ? AND number < ? ORDER BY number DESC LIMIT ?`,
  )
  const selectAfter = database.prepare(
    'SELECT * FROM audit WHERE environment = ? AND number > ? ORDER BY number DESC',
  )
  const selectOne = database.prepare('SELECT * FROM audit WHERE environment = ? AND number = ?')
  const selectVersion = database.prepare(
    'SELECT max(number) AS number FROM audit_parts WHERE environment = ? AND part = ?',
  )
  const versionOf = (part: string) => Number(selectVersion.get(environment, part)?.number ?? 0)

  const toEntry = (row: { readonly [column: string]: unknown }): AuditEntry => ({
    revision: formatRevision(lineage(), Number(row.number)),
    atMs: Number(row.at_ms),
    author: String(row.author),
    action: String(row.action),
    reason: String(row.reason),
    before: row.before === null ? null : JSON.parse(String(row.before)),
    after: JSON.parse(String(row.after)),
  })

  return {
    append({ revision, atMs, author, action, reason, before, after }) {
      const number = revisionNumber(revision)
      const [undo, done] = [before, after].map((changes) => JSON.stringify(changes))
      insert.run(environment, number, Math.floor(atMs), author, action, reason, undo ?? null, done ?? '{}')
      for (const part of partsOf(after)) insertPart.run(environment, part, number)
    },
    read({ flagKey, beforeNumber = Number.MAX_SAFE_INTEGER, limit = DEFAULT_AUDIT_LIMIT }) {
      const rows =
        flagKey === undefined
          ? select.all(environment, beforeNumber, limit)
          : selectPart.all(environment, flagPart(flagKey), beforeNumber, limit)
      return rows.map(toEntry)
    },
    readAfter: (number) => selectAfter.all(environment, number).map(toEntry),
    versionOf,
    lastChangeOf(parts, afterNumber) {
      const number = Math.max(0, ...parts.map(versionOf))
      const row = number > afterNumber ? selectOne.get(environment, number) : undefined
      return row && toEntry(row)
    },
  }
}
