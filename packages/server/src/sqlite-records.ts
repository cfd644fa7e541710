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

/** The tables of a flag store, read and written in the words of the rest. Open a transaction around several calls. */
export interface SqliteRecords {
  readRevision(): Revision
  readSnapshot(): Snapshot
  /** The kept changes after a revision of the stored lineage, oldest first; none for another lineage. */
  readChanges(after: Revision): readonly Change[]
  /** Applies changes as revision `number`, and forgets the oldest of the history. */
  write(
    number: number,
    changes: FlagSetChanges,
    entry: { readonly author: string; readonly nowMs: number; readonly maxChanges: number },
  ): void
}

/** @param database as `openSqliteDatabase` opens it. */
export function createSqliteRecords(database: DatabaseSync): SqliteRecords {
  const selectMeta = database.prepare('SELECT value FROM meta WHERE name = ?')
  const setMeta = database.prepare(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  const deleteMeta = database.prepare('DELETE FROM meta WHERE name = ?')
  const insertChange = database.prepare('INSERT INTO changes VALUES (?, ?, ?, ?)')
  const pruneChanges = database.prepare('DELETE FROM changes WHERE number <= ?')
  const selectChanges = database.prepare(
    'SELECT number, changes FROM changes WHERE number > ? ORDER BY number',
  )
  const flags = createEntries(database, { table: 'flags', key: 'key', value: 'definition' })
  const evaluators = createEntries(database, { table: 'evaluators', key: 'name', value: 'rule' })

  function readMeta(name: string): string | undefined {
    const value = selectMeta.get(name)?.value
    return value === undefined ? undefined : String(value)
  }
  const readRevision = () => formatRevision(readMeta('lineage') ?? '', Number(readMeta('revision')))

  return {
    readRevision,
    readSnapshot() {
      const $evaluators = evaluators.readAll()
      const metadata = readMeta('metadata')
      return {
        revision: readRevision(),
        flagSet: {
          flags: flags.readAll() as FlagSet['flags'],
          ...(Object.keys($evaluators).length > 0 && {
            $evaluators: $evaluators as NonNullable<FlagSet['$evaluators']>,
          }),
          ...(metadata !== undefined && { metadata: JSON.parse(metadata) }),
        },
      }
    },
    readChanges(after) {
      const lineage = revisionLineage(after)
      if (lineage !== readMeta('lineage')) return []
      return selectChanges.all(revisionNumber(after)).map(({ number, changes }) => ({
        revision: formatRevision(lineage, Number(number)),
        previous: formatRevision(lineage, Number(number) - 1),
        changes: JSON.parse(String(changes)),
      }))
    },
    write(number, changes, { author, nowMs, maxChanges }) {
      flags.apply(changes.flags ?? {})
      evaluators.apply(changes.$evaluators ?? {})
      if (changes.metadata === null) deleteMeta.run('metadata')
      else if (changes.metadata) setMeta.run('metadata', JSON.stringify(changes.metadata))
      setMeta.run('revision', String(number))
      insertChange.run(number, JSON.stringify(changes), nowMs, author)
      pruneChanges.run(number - maxChanges)
    },
  }
}

/** A table of named JSON values, in the order in which they were first written. */
function createEntries(
  database: DatabaseSync,
  { table, key, value }: { readonly table: string; readonly key: string; readonly value: string },
) {
  const select = database.prepare(`SELECT ${key} AS name, ${value} AS json FROM ${table} ORDER BY rowid`)
  const set = database.prepare(
    `INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (${key}) DO UPDATE SET ${value} = excluded.${value}`,
  )
  const remove = database.prepare(`DELETE FROM ${table} WHERE ${key} = ?`)
  return {
    // fromEntries defines properties, so that a key named "__proto__" is an entry like any other
    readAll: () =>
      Object.fromEntries(
        select.all().map(({ name, json }) => [String(name), JSON.parse(String(json)) as unknown]),
      ),
    apply(changes: { readonly [name: string]: unknown }) {
      for (const [name, entry] of Object.entries(changes)) {
        if (entry === null) remove.run(name)
        else set.run(name, JSON.stringify(entry))
      }
    },
  }
}
