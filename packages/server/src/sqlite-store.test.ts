import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { applyFlagSetChanges } from '@halyard/schema'
import { describe, expect, it, onTestFinished } from 'vitest'
import { flagPart } from './environment-store.ts'
import { openSqliteStore, type SqliteStoreOptions } from './sqlite-store.ts'
import { describeEnvironmentStore } from './testing/environment-store-contract.ts'
import { describeFlagStore, toggle } from './testing/flag-store-contract.ts'
import { createManualTimers } from './testing/manual-timers.ts'
import { writeFirstFormat } from './testing/old-database.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const audit = { author: 'ada', nowMs: 1_700_000_000_000 }

describeFlagStore('SQLite store', async ({ flagSet, ...options }) => {
  const store = openSqliteStore({ path: ':memory:', ...options })
  store.replaceFlagSet(flagSet, audit)
  return { store, write: (next) => void store.replaceFlagSet(next, audit) }
})

describeFlagStore('SQLite store, written by another process', async ({ flagSet, ...options }) => {
  const folder = await mkdtemp(join(tmpdir(), 'halyard-test-'))
  const path = join(folder, 'halyard.db')
  const other = openSqliteStore({ path, ...options })
  other.replaceFlagSet(flagSet, audit)
  return {
    store: openSqliteStore({ path, pollIntervalMs: 5, ...options }),
    write: (next) => void other.replaceFlagSet(next, audit),
    async cleanUp() {
      await other.close()
      await rm(folder, { recursive: true })
    },
  }
})

describeEnvironmentStore('SQLite store', async (flagSet) => {
  const store = openSqliteStore({ path: join(await temporaryFolder(), 'halyard.db') })
  store.replaceFlagSet(flagSet, audit)
  return store
})

describe('SQLite store', () => {
  async function opener(lineage = 'line') {
    const path = join(await temporaryFolder(), 'halyard.db')
    const open = (options: Partial<SqliteStoreOptions> = {}) => {
      const store = openSqliteStore({ path, lineage, ...options })
      onTestFinished(() => store.close())
      return store
    }
    return { path, open }
  }
  const set = (on: 'on' | 'off') => ({ flags: { checkout: toggle(on) } })

  it('keeps flag set, lineage, revision and history over a restart', async () => {
    const { open } = await opener()
    const before = open()
    const full = { ...set('on'), $evaluators: { staff: { '==': [1, 1] } }, metadata: { team: 'web' } }
    before.replaceFlagSet(set('off'), audit)
    const change = before.replaceFlagSet(full, audit)
    await before.close()
    const after = open({ lineage: 'other' })
    expect(after.authored()).toEqual({ revision: 'line.2', flagSet: full })
    expect(after.changesSince('line.1')).toEqual([change])
  })

  it('removes what is no longer there, and keeps odd names', async () => {
    const { open } = await opener()
    const store = open()
    const names = ['__proto__', 'a b', `it's "quoted"`, '},{', 'a\\n', '\u0000\n\u2028', 'Grüezi 🏁']
    const odd = { flags: Object.fromEntries(names.map((name) => [name, toggle('on')])) }
    store.replaceFlagSet({ ...odd, $evaluators: { x: true }, metadata: { a: 1 } }, audit)
    expect(open().current().flagSet).toEqual({ ...odd, metadata: { a: 1 } })
    expect(Object.keys(open().current().flagSet.flags)).toEqual(names)
    store.replaceFlagSet({ flags: {} }, audit)
    expect(open().current().flagSet).toEqual({ flags: {} })
  })

  it('says so when nothing changed, and writes nothing', async () => {
    const { open } = await opener()
    const store = open()
    store.replaceFlagSet(set('on'), audit)
    expect(store.replaceFlagSet(set('on'), audit)).toBeNull()
    expect(store.current().revision).toBe('line.1')
  })

  it('records who changed what, when', async () => {
    const { path, open } = await opener()
    open().replaceFlagSet(set('on'), audit)
    const database = new DatabaseSync(path)
    onTestFinished(() => database.close())
    expect(database.prepare('SELECT author, at_ms FROM audit').all()).toEqual([
      { author: 'ada', at_ms: audit.nowMs },
    ])
  })

  it('builds on what another process wrote a moment ago', async () => {
    const { open } = await opener()
    const timers = createManualTimers()
    const [one, two] = [open({ timers }), open({ timers })]
    one.replaceFlagSet(set('on'), audit)
    const heard: string[] = []
    two.subscribe(({ previous, revision }) => heard.push(`${previous} ${revision}`))
    two.replaceFlagSet({ flags: { ...set('on').flags, banner: toggle('on') } }, audit)
    expect(heard).toEqual(['line.0 line.1', 'line.1 line.2'])
    timers.advance(200)
    expect(one.current()).toEqual(two.current())
  })

  it('lets nobody overwrite what another process wrote before they could see it', async () => {
    const { open } = await opener()
    const timers = createManualTimers()
    const [one, two] = [open({ timers }), open({ timers })]
    one.replaceFlagSet(set('on'), audit)
    timers.advance(200)
    two.replaceFlagSet(set('off'), audit)
    const basedOn = one.versionOf(flagPart('checkout'))
    expect([basedOn, one.authored().flagSet]).toEqual(['line.1', set('on')])
    expect(one.authoredAt('line.0')).toEqual({ flags: {} })
    const note = { ...audit, action: 'delete', reason: '', basedOn }
    expect(await one.write({ ...note, changes: { flags: { checkout: null } } })).toMatchObject({
      status: 'conflict',
      other: { revision: 'line.2' },
    })
    expect(one.versionOf(flagPart('checkout'))).toBe('line.2')
  })

  it('leads over a gap in the history with one change', async () => {
    const { open } = await opener()
    const timers = createManualTimers()
    const reader = open({ timers })
    const before = reader.current()
    const heard: unknown[] = []
    reader.subscribe((change) =>
      heard.push(applyFlagSetChanges(before.flagSet, change.changes), change.previous),
    )
    const writer = open({ maxChanges: 1 })
    for (const on of ['on', 'off', 'on'] as const) writer.replaceFlagSet(set(on), audit)
    timers.advance(200)
    expect(heard).toEqual([set('on'), 'line.0'])
    expect(reader.current().revision).toBe('line.3')
  })

  it('lets a listener write', async () => {
    const { open } = await opener()
    const store = open()
    const heard: string[] = []
    store.subscribe(({ revision }) => {
      if (revision === 'line.1') store.replaceFlagSet(set('off'), audit)
    })
    store.subscribe(({ revision }) => heard.push(revision))
    store.replaceFlagSet(set('on'), audit)
    expect(heard).toEqual(['line.1', 'line.2'])
  })

  it('writes all or nothing', async () => {
    const { path, open } = await opener()
    const store = open()
    store.replaceFlagSet(set('on'), audit)
    const database = new DatabaseSync(path)
    onTestFinished(() => database.close())
    database.exec("CREATE TRIGGER no BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'disk on fire'); END")
    expect(() => store.replaceFlagSet(set('off'), audit)).toThrow('disk on fire')
    expect(store.current()).toEqual({ revision: 'line.1', flagSet: set('on') })
    expect(open().current()).toEqual(store.current())
  })

  it('reports a file that cannot be read any more, once, and goes on', async () => {
    const { path, open } = await opener()
    const timers = createManualTimers()
    const problems: string[] = []
    const store = open({ timers, onProblem: ({ message }) => problems.push(message) })
    const database = new DatabaseSync(path)
    onTestFinished(() => database.close())
    database.exec('DROP TABLE environments')
    timers.advance(600)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`${path} cannot be read`)
    expect(store.current().revision).toBe('line.0')
  })

  it('takes over a file of the first version, with its history', async () => {
    const { path, open } = await opener()
    writeFirstFormat(path)
    const store = open()
    const { revision, flagSet } = store.authored()
    expect([revision, Object.keys(flagSet.flags), flagSet.metadata]).toEqual([
      'line.2',
      ['b/anner', 'checkout'],
      { team: 'web' },
    ])
    expect(store.current()).toEqual({ revision, flagSet })
    expect(store.changesSince('line.0')).toHaveLength(2)
    expect(store.audit().map(({ author, atMs, before }) => [author, atMs, before])).toEqual([
      ['bob', 2000, null],
      ['ada', 1000, null],
    ])
    expect(store.versionOf(flagPart('b/anner'))).toBe('line.1')
    expect(store.audit({ flagKey: 'checkout' })).toHaveLength(1)
    expect(store.authoredAt('line.1')).toBeNull()
    store.replaceFlagSet({ flags: {} }, audit)
    expect(store.authoredAt('line.2')).toEqual(flagSet)
  })

  it('keeps an audit log that nobody can rewrite', async () => {
    const { path, open } = await opener()
    open().replaceFlagSet(set('on'), audit)
    const database = new DatabaseSync(path)
    onTestFinished(() => database.close())
    for (const statement of [
      "UPDATE audit SET author = 'eve'",
      'DELETE FROM audit',
      "UPDATE audit_parts SET part = '/flags/other'",
      'DELETE FROM audit_parts',
    ]) {
      expect(() => database.exec(statement)).toThrow('the audit log is append-only')
    }
  })

  it('keeps the environments of a file apart', async () => {
    const { open } = await opener()
    const [staging, production] = [open({ environment: 'staging', lineage: 'other' }), open()]
    staging.replaceFlagSet(set('on'), audit)
    staging.replaceFlagSet(set('off'), audit)
    production.replaceFlagSet({ ...set('on'), 'x-bucketing': 2 }, audit)
    expect(staging.current()).toEqual({ revision: 'other.2', flagSet: set('off') })
    expect(open().authored()).toEqual({ revision: 'line.1', flagSet: { ...set('on'), 'x-bucketing': 2 } })
    expect([staging.audit().length, production.audit().length]).toEqual([2, 1])
  })

  describe('refuses with a reason and a remedy', () => {
    it('a file that is no database', async () => {
      const path = join(await temporaryFolder(), 'notes.txt')
      writeFileSync(path, 'not a database, but long enough to be taken for one '.repeat(40))
      expect(() => openSqliteStore({ path })).toThrow(
        /notes\.txt is not a SQLite database\. Name another file/,
      )
    })

    it("another program's database", async () => {
      const path = join(await temporaryFolder(), 'other.db')
      const database = new DatabaseSync(path)
      database.exec('CREATE TABLE customers (name TEXT)')
      database.close()
      expect(() => openSqliteStore({ path })).toThrow(/is a database of another program/)
    })

    it('a database of a newer version', async () => {
      const { path, open } = await opener()
      await open().close()
      const database = new DatabaseSync(path)
      database.exec('PRAGMA user_version = 99')
      database.close()
      expect(() => openSqliteStore({ path })).toThrow(/newer Halyard \(format 99.*Update Halyard/)
    })

    it('a folder that does not exist', async () => {
      const path = join(await temporaryFolder(), 'no', 'halyard.db')
      expect(() => openSqliteStore({ path })).toThrow(/cannot be opened: its folder does not exist/)
    })
  })
})
