import { drawSecret, findBySecret } from '../credentials/kept-secret.ts'
import { openSqliteDatabase } from '../sqlite-database.ts'
import { TRIGGER_PREFIX, type Trigger, type TriggerStore } from './trigger-store.ts'

/**
 * Opens the triggers in a SQLite file, which may be the one that `openSqliteStore` uses. Several processes may have it open;
 * what one of them revokes does nothing in any.
 *
 * @throws Error that says what to do, when the file is not Halyard's, of a newer version, or cannot be opened.
 * @example createManagementApi({ environments, admission, triggers: openSqliteTriggers({ path: 'halyard.db' }) })
 */
export function openSqliteTriggers({ path }: { readonly path: string }): TriggerStore {
  const database = openSqliteDatabase(path)
  const insert = database.prepare(
    'INSERT INTO triggers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL) ON CONFLICT DO NOTHING',
  )
  const selectHashes = database.prepare('SELECT rowid AS id, hash FROM triggers')
  const selectOne = database.prepare('SELECT * FROM triggers WHERE rowid = ?')
  const select = database.prepare('SELECT * FROM triggers WHERE environment = ? ORDER BY name')
  const countUse = database.prepare(
    'UPDATE triggers SET use_count = use_count + 1, last_used_at_ms = ? WHERE environment = ? AND name = ?',
  )
  const remove = database.prepare('DELETE FROM triggers WHERE environment = ? AND name = ?')

  return {
    issue({ environment, name, flagKey, intent, input, reason, createdBy, createdAtMs, expiresAtMs }) {
      const { secret, hash } = drawSecret(TRIGGER_PREFIX)
      const change = [flagKey, intent, JSON.stringify(input), reason] as const
      const { changes } = insert.run(
        environment,
        name,
        hash,
        ...change,
        createdBy,
        Math.floor(createdAtMs),
        expiresAtMs === null ? null : Math.floor(expiresAtMs),
      )
      return changes > 0 ? secret : undefined
    },
    find(secret) {
      const hashes = selectHashes.all().map(({ id, hash }) => ({ id: Number(id), hash: hash as Uint8Array }))
      const found = findBySecret(hashes, secret)
      const row = found && selectOne.get(found.id)
      return row && toTrigger(row)
    },
    recordUse: (environment, name, nowMs) => void countUse.run(Math.floor(nowMs), environment, name),
    revoke: (environment, name) => remove.run(environment, name).changes > 0,
    list: (environment) => select.all(environment).map(toTrigger),
    close() {
      if (database.isOpen) database.close()
    },
  }
}

function toTrigger(row: { readonly [column: string]: unknown }): Trigger {
  return {
    environment: String(row.environment),
    name: String(row.name),
    flagKey: String(row.flag_key),
    intent: String(row.intent),
    input: JSON.parse(String(row.input)) as Trigger['input'],
    reason: String(row.reason),
    createdBy: String(row.created_by),
    createdAtMs: Number(row.created_at_ms),
    expiresAtMs: row.expires_at_ms === null ? null : Number(row.expires_at_ms),
    useCount: Number(row.use_count),
    lastUsedAtMs: row.last_used_at_ms === null ? null : Number(row.last_used_at_ms),
  }
}
