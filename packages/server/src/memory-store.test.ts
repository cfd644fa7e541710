import { applyFlagSetChanges } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { createMemoryAudit } from './memory-audit.ts'
import { createMemoryStore } from './memory-store.ts'
import { describeEnvironmentStore } from './testing/environment-store-contract.ts'
import { describeFlagStore, toggle } from './testing/flag-store-contract.ts'

describeFlagStore('memory store', async (options) => {
  const store = createMemoryStore(options)
  return { store, write: (flagSet) => void store.replaceFlagSet(flagSet) }
})

describeEnvironmentStore('memory store', async (flagSet) => createMemoryStore({ flagSet }))

describe('memory store', () => {
  it('says so when nothing changed', () => {
    const store = createMemoryStore({ flagSet: { flags: { a: toggle('on') } } })
    expect(store.replaceFlagSet({ flags: { a: toggle('on') } })).toBeNull()
  })

  it('bounds its history by length, too', () => {
    const store = createMemoryStore({ lineage: 'line', maxChangeLength: 500 })
    store.replaceFlagSet({ flags: {}, metadata: { text: 'a'.repeat(400) } })
    expect(store.changesSince('line.0')).toHaveLength(1)
    store.replaceFlagSet({ flags: {}, metadata: { text: 'b'.repeat(400) } })
    expect(store.changesSince('line.0')).toBeNull()
    expect(store.changesSince('line.1')).toHaveLength(1)
    store.replaceFlagSet({ flags: {}, metadata: { text: 'c'.repeat(600) } })
    expect(store.changesSince('line.2')).toBeNull()
  })

  it('forgets the way back with its oldest entries, but no conflict', async () => {
    const store = createMemoryStore({
      flagSet: { flags: { a: toggle('on') } },
      lineage: 'line',
      maxChanges: 2,
    })
    for (const on of ['off', 'on', 'off'] as const) store.replaceFlagSet({ flags: { a: toggle(on) } })
    expect(store.authoredAt('line.0')).toBeNull()
    expect(store.authoredAt('line.1')).toEqual({ flags: { a: toggle('off') } })
    for (const on of ['x', 'y', 'z']) store.replaceFlagSet({ ...store.authored().flagSet, metadata: { on } })
    const note = { author: 'ada', action: 'delete', reason: '', nowMs: 0, basedOn: 'line.2' as const }
    expect(await store.write({ ...note, changes: { flags: { a: null } } })).toEqual({ status: 'conflict' })
  })

  it('takes back what it kept elsewhere where the audit cannot be kept, and has changed nothing', async () => {
    const kept: unknown[] = []
    const append = () => {
      throw new Error('the disk is full')
    }
    const store = createMemoryStore({
      lineage: 'line',
      audit: { ...createMemoryAudit(10), append },
      persist: (before, changes) => kept.push(applyFlagSetChanges(before, changes)),
    })
    const note = { author: 'ada', action: 'create', reason: '', nowMs: 0 }
    const changes = { flags: { a: toggle('on') } }
    await expect(store.write({ ...note, changes })).rejects.toThrow('the disk is full')
    expect(kept).toEqual([{ flags: changes.flags }, { flags: {} }])
    expect(store.authored()).toEqual({ revision: 'line.0', flagSet: { flags: {} } })
    expect(store.audit()).toEqual([])
  })

  it('announces changes in order when a listener makes one', () => {
    const store = createMemoryStore({ lineage: 'line' })
    const heard: string[] = []
    store.subscribe(({ revision }) => {
      if (revision === 'line.1') store.replaceFlagSet({ flags: {} })
    })
    store.subscribe(({ revision }) => heard.push(revision))
    store.replaceFlagSet({ flags: { a: toggle('on') } })
    expect(heard).toEqual(['line.1', 'line.2'])
  })

  it('draws a lineage of its own', () => {
    expect(createMemoryStore().current().revision).toMatch(/^[a-v0-9]{12}\.0$/)
    expect(createMemoryStore().current().revision).not.toBe(createMemoryStore().current().revision)
  })
})
