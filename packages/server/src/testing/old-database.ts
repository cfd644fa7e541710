import { DatabaseSync } from 'node:sqlite'

/** Writes a file as the first version of Halyard did: one flag set, at its second revision. */
export function writeFirstFormat(path: string): void {
  const database = new DatabaseSync(path)
  database.exec(`
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE flags (key TEXT NOT NULL UNIQUE, definition TEXT NOT NULL) STRICT;
    CREATE TABLE evaluators (name TEXT NOT NULL UNIQUE, rule TEXT NOT NULL) STRICT;
    CREATE TABLE changes (
      number INTEGER PRIMARY KEY, changes TEXT NOT NULL, at_ms INTEGER NOT NULL, author TEXT NOT NULL
    ) STRICT;
    PRAGMA application_id = ${0x48414c59};
    PRAGMA user_version = 1;`)
  const flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
  const targeted = { ...flag, targeting: { if: [{ $ref: 'staff' }, 'on'] } }
  const staff = { '==': [{ var: 'role' }, 'staff'] }
  const insert = (table: string, ...values: readonly (string | number)[]) =>
    database.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`).run(...values)
  insert('meta', 'lineage', 'line')
  insert('meta', 'revision', '2')
  insert('meta', 'metadata', '{"team":"web"}')
  insert('flags', 'b/anner', JSON.stringify(flag))
  insert('flags', 'checkout', JSON.stringify(targeted))
  insert('evaluators', 'staff', JSON.stringify(staff))
  insert('changes', 1, JSON.stringify({ flags: { 'b/anner': flag } }), 1000, 'ada')
  insert(
    'changes',
    2,
    JSON.stringify({ flags: { checkout: targeted }, $evaluators: { staff }, metadata: { team: 'web' } }),
    2000,
    'bob',
  )
  database.close()
}

/** Writes a file as the fourth version did: with environments, and counts that do not say which one they are of. */
export function writeCountsWithoutEnvironment(path: string, environments: readonly string[]): void {
  const database = new DatabaseSync(path)
  database.exec(`
    CREATE TABLE environments (
      name TEXT PRIMARY KEY, lineage TEXT NOT NULL, revision INTEGER NOT NULL, parts TEXT NOT NULL
    ) STRICT;
    CREATE TABLE insight_batches (id TEXT PRIMARY KEY, added_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX insight_batches_by_age ON insight_batches (added_at_ms);
    CREATE TABLE exposure_counts (
      hour_ms INTEGER NOT NULL, flag_key TEXT NOT NULL, variant TEXT NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY (hour_ms, flag_key, variant)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE tracking_counts (
      hour_ms INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, sum REAL NOT NULL,
      PRIMARY KEY (hour_ms, name)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO insight_batches VALUES ('batch-0000000000000001', 3600000);
    INSERT INTO exposure_counts VALUES (3600000, 'checkout', 'on', 7);
    INSERT INTO tracking_counts VALUES (3600000, 'order', 2, 2.5);
    PRAGMA application_id = ${0x48414c59};
    PRAGMA user_version = 4;`)
  const insert = database.prepare("INSERT INTO environments VALUES (?, 'line', 0, '{}')")
  for (const name of environments) insert.run(name)
  database.close()
}
