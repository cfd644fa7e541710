import type { DatabaseSync } from 'node:sqlite'
import {
  type Change,
  formatRevision,
  type Revision,
  revisionLineage,
  revisionNumber,
  type Snapshot,
} from '@halyard/protocol/wire'
import type { FlagSet, FlagSetChanges } from '@halyard/schema'

/** The tables of one environment, read and written in the words of the rest. Open a transaction around several calls. */
export interface SqliteRecords {
  readRevision(): Revision
  /** The flags as they were written. */
  readAuthored(): Snapshot
  /** The kept changes of what is served after a revision of the stored lineage, oldest first; none for another lineage. */
  readChanges(after: Revision): readonly Change[]
  /** Applies what was written as revision `number`, and forgets the oldest of what was served. */
  write(
    number: number,
    changes: { readonly authored: FlagSetChanges; readonly served: FlagSetChanges },
    maxChanges: number,
  ): void
}

/** Creates the environment where there is none of that name. */
export function ensureEnvironment(database: DatabaseSync, name: string, lineage: string): void {
  database
    .prepare("INSERT INTO environments VALUES (?, ?, 0, '{}') ON CONFLICT DO NOTHING")
    .run(name, lineage)
}

/** @param database as `openSqliteDatabase` opens it. @param environment one that there is. */
export function createSqliteRecords(database: DatabaseSync, environment: string): SqliteRecords {
  const selectEnvironment = database.prepare('SELECT * FROM environments WHERE name = ?')
  const setEnvironment = database.prepare('UPDATE environments SET revision = ?, parts = ? WHERE name = ?')
  const insertChange = database.prepare('INSERT INTO changes VALUES (?, ?, ?)')
  const pruneChanges = database.prepare('DELETE FROM changes WHERE environment = ? AND number <= ?')
  const selectChanges = database.prepare(
    'SELECT number, changes FROM changes WHERE environment = ? AND number > ? ORDER BY number',
  )
  const flags = createEntries(database, environment, { table: 'flags', key: 'key', value: 'definition' })
  const evaluators = createEntries(database, environment, { table: 'evaluators', key: 'name', value: 'rule' })

  function readEnvironment() {
    const row = selectEnvironment.get(environment)
    if (!row) throw new Error(`it has no environment ${JSON.stringify(environment)} any more`)
    const parts: Omit<FlagSet, 'flags' | '$evaluators'> = JSON.parse(String(row.parts))
    return { revision: formatRevision(String(row.lineage), Number(row.revision)), parts }
  }

  return {
    readRevision: () => readEnvironment().revision,
    readAuthored() {
      const { revision, parts } = readEnvironment()
      const $evaluators = evaluators.readAll()
      return {
        revision,
        flagSet: {
          flags: flags.readAll() as FlagSet['flags'],
          ...(Object.keys($evaluators).length > 0 && {
            $evaluators: $evaluators as NonNullable<FlagSet['$evaluators']>,
          }),
          ...parts,
        },
      }
    },
    readChanges(after) {
      const lineage = revisionLineage(after)
      if (lineage !== revisionLineage(readEnvironment().revision)) return []
      return selectChanges.all(environment, revisionNumber(after)).map(({ number, changes }) => ({
        revision: formatRevision(lineage, Number(number)),
        previous: formatRevision(lineage, Number(number) - 1),
        changes: JSON.parse(String(changes)),
      }))
    },
    write(number, { authored, served }, maxChanges) {
      const { flags: changedFlags = {}, $evaluators = {}, ...whole } = authored
      flags.apply(changedFlags)
      evaluators.apply($evaluators)
      const parts = Object.entries({ ...readEnvironment().parts, ...whole }).filter(
        ([, part]) => part !== null,
      )
      setEnvironment.run(number, JSON.stringify(Object.fromEntries(parts)), environment)
      insertChange.run(environment, number, JSON.stringify(served))
      pruneChanges.run(environment, number - maxChanges)
    },
  }
}

/** A table of named JSON values, in the order in which they were first written. */
function createEntries(
  database: DatabaseSync,
  environment: string,
  { table, key, value }: { readonly table: string; readonly key: string; readonly value: string },
) {
  // as one text, because 10,000 rows and as many small texts take longer to make than all of it to parse
  const select = database.prepare(
    `SELECT '{' || coalesce(group_concat(json_quote(name) || ':' || json, ','), '') || '}' AS entries
     FROM (SELECT ${key} AS name, ${value} AS json FROM ${table} WHERE environment = ? ORDER BY rowid)`,
  )
  const set = database.prepare(
    `INSERT INTO ${table} VALUES (?, ?, ?) ON CONFLICT (environment, ${key}) DO UPDATE SET ${value} = excluded.${value}`,
  )
  const remove = database.prepare(`DELETE FROM ${table} WHERE environment = ? AND ${key} = ?`)
  return {
    readAll: () =>
      JSON.parse(String(select.get(environment)?.entries)) as { readonly [name: string]: unknown },
    apply(changes: { readonly [name: string]: unknown }) {
      for (const [name, entry] of Object.entries(changes)) {
        if (entry === null) remove.run(environment, name)
        else set.run(environment, name, JSON.stringify(entry))
      }
    },
  }
}
