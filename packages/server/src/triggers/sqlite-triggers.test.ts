import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../sqlite-store.ts'
import { writeFirstFormat } from '../testing/old-database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openSqliteTriggers } from './sqlite-triggers.ts'
import { describeTriggerStore, KILL } from './testing/trigger-store-contract.ts'
import type { TriggerStore } from './trigger-store.ts'

describeTriggerStore('SQLite', () => openSqliteTriggers({ path: ':memory:' }))

/** Opens the same file again and again, as processes do. */
async function opener() {
  const path = join(await temporaryFolder(), 'halyard.db')
  const open = (): TriggerStore => {
    const triggers = openSqliteTriggers({ path })
    onTestFinished(() => triggers.close())
    return triggers
  }
  return { path, open }
}

it('keeps triggers over a restart, and no secret', async () => {
  const { path, open } = await opener()
  const before = open()
  const secret = before.issue(KILL) ?? ''
  before.recordUse('production', 'kill', 5000)
  before.close()
  const file = readFileSync(path)
  expect([file.includes(secret), file.includes('too many errors')]).toEqual([false, true])
  expect(open().find(secret)).toEqual({ ...KILL, useCount: 1, lastUsedAtMs: 5000 })
})

it('finds nothing that another process has revoked', async () => {
  const { open } = await opener()
  const [here, there] = [open(), open()]
  const secret = here.issue(KILL) ?? ''
  expect(there.find(secret)?.name).toBe('kill')
  there.revoke('production', 'kill')
  expect(here.find(secret)).toBeUndefined()
})

it('brings a file of the first version up to this one', async () => {
  const { path, open } = await opener()
  writeFirstFormat(path)
  expect(open().issue(KILL)).toBeDefined()
  const store = openSqliteStore({ path })
  onTestFinished(() => store.close())
  expect(store.current()).toMatchObject({ revision: 'line.2', flagSet: { metadata: { team: 'web' } } })
})
