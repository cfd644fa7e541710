import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { INSIGHT_TABLES } from './insights/sqlite-insight-tables.ts'
import { ENVIRONMENT_TABLES } from './sqlite-environment-tables.ts'
import { TRIGGER_TABLE } from './triggers/sqlite-trigger-table.ts'

/** Marks the file as Halyard's: "HALY" in ASCII. Source: SQLite, PRAGMA application_id. */
const APPLICATION_ID = 0x48414c59
/** How long a write of another process is waited for. */
const BUSY_TIMEOUT_MS = 5000

/** The way from each version of the tables to the next; `PRAGMA user_version` counts how many were gone. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE flags (key TEXT NOT NULL UNIQUE, definition TEXT NOT NULL) STRICT;
   CREATE TABLE evaluators (name TEXT NOT NULL UNIQUE, rule TEXT NOT NULL) STRICT;
   CREATE TABLE changes (
     number INTEGER PRIMARY KEY,
     changes TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     author TEXT NOT NULL
   ) STRICT;`,
  `CREATE TABLE insight_batches (id TEXT PRIMARY KEY, added_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX insight_batches_by_age ON insight_batches (added_at_ms);
   CREATE TABLE exposure_counts (
     hour_ms INTEGER NOT NULL,
     flag_key TEXT NOT NULL,
     variant TEXT NOT NULL,
     count INTEGER NOT NULL,
     PRIMARY KEY (hour_ms, flag_key, variant)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE tracking_counts (
     hour_ms INTEGER NOT NULL,
     name TEXT NOT NULL,
     count INTEGER NOT NULL,
     sum REAL NOT NULL,
     PRIMARY KEY (hour_ms, name)
   ) STRICT, WITHOUT ROWID;`,
  ENVIRONMENT_TABLES,
  `CREATE TABLE credentials (
     name TEXT PRIMARY KEY,
     kind TEXT NOT NULL,
     hash BLOB NOT NULL,
     environments TEXT NOT NULL,
     verbs TEXT NOT NULL,
     created_at_ms INTEGER NOT NULL
   ) STRICT;`,
  TRIGGER_TABLE,
  INSIGHT_TABLES,
]

/**
 * Opens a SQLite file, creates it where there is none, and brings its tables up to this version.
 *
 * @param path the file; its folder must exist.
 * @throws Error that says what to do, when the file is not Halyard's, of a newer version, or cannot be opened.
 */
export function openSqliteDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
    transact(database, 'write', (open) => migrate(open, path))
    // readers and the writer do not wait for each other; a power cut may cost the last change, never the file
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    return database
  } catch (error) {
    database?.close()
    throw explain(error as Error & { errcode?: number }, path)
  }
}

/**
 * Runs a function in one transaction.
 *
 * @param kind `read` sees one state of the file and waits for nobody; `write` also keeps other writers out.
 * @returns what the function returns; when it throws, nothing is written.
 */
export function transact<T>(
  database: DatabaseSync,
  kind: 'read' | 'write',
  run: (database: DatabaseSync) => T,
): T {
  database.exec(kind === 'read' ? 'BEGIN' : 'BEGIN IMMEDIATE')
  try {
    const result = run(database)
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/**
 * The number that a pragma answers with.
 *
 * @example readPragma(database, 'data_version') // another number after another process wrote
 */
export function readPragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0])
}

function migrate(database: DatabaseSync, path: string): void {
  const version = readPragma(database, 'user_version')
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (!isEmpty && readPragma(database, 'application_id') !== APPLICATION_ID) {
    throw new Error(`${path} is a database of another program. Name another file; a new one is created.`)
  }
  if (version > MIGRATIONS.length) {
    throw new Error(
      `${path} was written by a newer Halyard (format ${version}, this one knows ${MIGRATIONS.length}). Update Halyard, or name another file.`,
    )
  }
  for (const statements of MIGRATIONS.slice(version)) database.exec(statements)
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`)
}

/** SQLite's result codes that people meet. Source: https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5
const SQLITE_CANTOPEN = 14
const SQLITE_NOTADB = 26

function explain(error: Error & { readonly errcode?: number }, path: string): Error {
  switch (error.errcode === undefined ? undefined : error.errcode & 0xff) {
    case SQLITE_NOTADB:
      return new Error(`${path} is not a SQLite database. Name another file; a new one is created.`, {
        cause: error,
      })
    case SQLITE_CANTOPEN:
      return new Error(
        `${path} cannot be opened: ${existsSync(path) ? 'it is a folder, or not yours to read and write' : 'its folder does not exist, or is not yours to write'}. Correct the path or the permissions.`,
        { cause: error },
      )
    case SQLITE_BUSY:
      return new Error(
        `${path} is locked by another process for more than ${BUSY_TIMEOUT_MS / 1000} seconds. End that process, or name another file.`,
        { cause: error },
      )
    default:
      return error
  }
}
