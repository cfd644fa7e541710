import type { DatabaseSync } from 'node:sqlite'
import { formatRevision, revisionNumber } from '@halyard/protocol/wire'
import type { AuditLog } from './audit-log.ts'
import { type AuditEntry, DEFAULT_AUDIT_LIMIT, flagPart, partsOf } from './environment-store.ts'

/**
 * The audit log of an environment in a SQLite file, which itself refuses to change or remove entries.
 *
 * @param lineage the history that the environment's revisions count.
 */
export function createSqliteAudit(
  database: DatabaseSync,
  environment: string,
  lineage: () => string,
): AuditLog {
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
    'SELECT max(number) AS number FROM audit_parts WHERE environment = ? AND part = ? AND number <= ?',
  )
  const selectTimes = database.prepare(
    `SELECT min(at_ms) AS first, max(at_ms) AS last FROM audit_parts JOIN audit USING (environment, number)
     WHERE environment = ? AND part = ?`,
  )

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
    versionOf: (part, upTo = Number.MAX_SAFE_INTEGER) =>
      Number(selectVersion.get(environment, part, upTo)?.number ?? 0),
    writtenAt(part) {
      const { first = null, last = null } = selectTimes.get(environment, part) ?? {}
      return first === null ? null : { firstMs: Number(first), lastMs: Number(last) }
    },
    entryOf(number) {
      const row = selectOne.get(environment, number)
      return row && toEntry(row)
    },
  }
}
