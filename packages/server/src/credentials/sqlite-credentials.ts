import { openSqliteDatabase } from '../sqlite-database.ts'
import type { Credential, CredentialStore } from './credential-store.ts'
import { drawSecret, findBySecret } from './kept-secret.ts'

/** What secrets begin with, so that those who find one lying around know what it is. */
const PREFIXES: { readonly [kind in Credential['kind']]: string } = {
  client: 'halyard_ck_',
  management: 'halyard_mt_',
}

/**
 * Opens the credentials in a SQLite file, which may be the one that `openSqliteStore` uses.
 *
 * @throws Error that says what to do, when the file is not Halyard's, of a newer version, or cannot be opened.
 * @example
 * const credentials = openSqliteCredentials({ path: 'halyard.db' })
 * credentials.issue({ name: 'ci', kind: 'management', environments: ['staging'], verbs: ['read', 'write'] }, Date.now())
 */
export function openSqliteCredentials({ path }: { readonly path: string }): CredentialStore {
  const database = openSqliteDatabase(path)
  const upsert = database.prepare(
    `INSERT INTO credentials VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
     kind = excluded.kind, hash = excluded.hash, environments = excluded.environments, verbs = excluded.verbs,
     created_at_ms = excluded.created_at_ms`,
  )
  const select = database.prepare('SELECT * FROM credentials ORDER BY name')
  const remove = database.prepare('DELETE FROM credentials WHERE name = ?')

  const readAll = () =>
    select.all().map((row) => ({
      hash: row.hash as Uint8Array,
      credential: {
        name: String(row.name),
        kind: String(row.kind) as Credential['kind'],
        environments: JSON.parse(String(row.environments)) as Credential['environments'],
        verbs: JSON.parse(String(row.verbs)) as Credential['verbs'],
        createdAtMs: Number(row.created_at_ms),
      },
    }))

  return {
    issue({ name, kind, environments, verbs }, nowMs) {
      const { secret, hash } = drawSecret(PREFIXES[kind])
      upsert.run(name, kind, hash, JSON.stringify(environments), JSON.stringify(verbs), Math.floor(nowMs))
      return secret
    },
    find: (secret) => findBySecret(readAll(), secret)?.credential,
    revoke: (name) => remove.run(name).changes > 0,
    list: () => readAll().map(({ credential }) => credential),
    close() {
      if (database.isOpen) database.close()
    },
  }
}
