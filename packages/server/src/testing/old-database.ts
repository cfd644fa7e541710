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
