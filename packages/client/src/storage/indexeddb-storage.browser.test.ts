import { deleteDB, openDB } from 'idb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeClock } from '../testing/fake-clock.ts'
import { describeFlagStorage } from '../testing/flag-storage-contract.ts'
import type { FlagStorage } from './flag-storage.ts'
import { type IndexedDbStorageOptions, indexedDbStorage } from './indexeddb-storage.ts'

const databaseName = 'halyard-storage-test'
const opened: FlagStorage[] = []

function create(options?: IndexedDbStorageOptions): FlagStorage {
  const storage = indexedDbStorage({ databaseName, ...options })
  opened.push(storage)
  return storage
}

afterEach(async () => {
  vi.restoreAllMocks()
  for (const storage of opened.splice(0)) storage.close()
  await deleteDB(databaseName)
})

describe('indexedDbStorage', () => {
  describeFlagStorage(create)

  it('survives the storage that wrote it', async () => {
    await create().write('a', { json: '1', storedAtMs: 1 })
    expect(await create().read('a')).toEqual({ json: '1', storedAtMs: 1 })
  })

  it('takes a record of another shape for none', async () => {
    await create().write('a', { json: 1 } as never)
    expect(await create().read('a')).toBeNull()
  })

  it('keeps within its budget what was used last, whoever wrote it', async () => {
    const clock = createFakeClock()
    const storage = create({ clock, maxBytes: 60 })
    const record = { json: '0123456789', storedAtMs: 1 }
    const kept = async (): Promise<string[]> => {
      const db = await openDB(databaseName)
      const keys = await db.getAllKeys('snapshots')
      db.close()
      return keys.map(String)
    }
    for (const key of ['a', 'b', 'c']) {
      await storage.write(key, record)
      clock.advance(1)
    }
    await storage.read('a')
    clock.advance(1)
    await create({ clock, maxBytes: 60 }).write('d', record)
    expect(await kept()).toEqual(['a', 'c', 'd'])
    await expect(storage.write('e', { json: '0'.repeat(31), storedAtMs: 1 })).rejects.toThrow(
      /62 bytes: raise/,
    )
    expect(await kept()).toEqual(['a', 'c', 'd'])
  })

  it('does not give back what nobody used for too long, and lets go of it', async () => {
    const clock = createFakeClock()
    const storage = create({ clock, maxUnusedMs: 100 })
    await storage.write('a', { json: '1', storedAtMs: 1 })
    clock.advance(99)
    expect(await storage.read('a')).not.toBeNull()
    clock.advance(100)
    expect(await storage.read('a')).toBeNull()
    await storage.write('b', { json: '1', storedAtMs: 1 })
    const db = await openDB(databaseName)
    expect([await db.getAllKeys('snapshots'), await db.getAllKeys('uses')]).toEqual([['b'], ['b']])
    db.close()
  })

  it('gives its other records up when the browser has no room, and rejects when that does not help', async () => {
    const storage = create()
    const record = { json: '1', storedAtMs: 1 }
    await storage.write('a', record)
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    // As the browser does it: the whole transaction is undone.
    function full(this: IDBObjectStore): never {
      this.transaction.abort()
      throw new DOMException('no room', 'QuotaExceededError')
    }
    put.mockImplementationOnce(full)
    await storage.write('b', record)
    expect([await storage.read('a'), await storage.read('b')]).toEqual([null, record])
    put.mockImplementation(full)
    await expect(storage.write('c', record)).rejects.toThrow('no room')
    put.mockRestore()
    expect(await storage.read('b')).toEqual(record)
  })

  it('replaces what an earlier version kept', async () => {
    const earlier = await openDB(databaseName, 1, { upgrade: (db) => void db.createObjectStore('snapshots') })
    await earlier.put('snapshots', { json: '1', storedAtMs: 1 }, 'a')
    earlier.close()
    const storage = create()
    expect(await storage.read('a')).toBeNull()
    await storage.write('a', { json: '2', storedAtMs: 2 })
    expect(await storage.read('a')).toEqual({ json: '2', storedAtMs: 2 })
  })

  it('rejects when opening takes too long, and closes what opens after that', async () => {
    const clock = createFakeClock()
    const close = vi.spyOn(IDBDatabase.prototype, 'close')
    const reading = create({ clock, openTimeoutMs: 300 }).read('a')
    clock.advance(300)
    await expect(reading).rejects.toThrow('did not open within 300 ms')
    await vi.waitFor(() => expect(close).toHaveBeenCalled())
  })

  it('rejects when a newer version of this code has upgraded the database', async () => {
    const newer = await openDB(databaseName, 7)
    await expect(create().read('a')).rejects.toThrow(/did not open/)
    newer.close()
  })

  it('gives the database up when another tab upgrades it, and opens it again', async () => {
    const storage = create()
    await storage.write('a', { json: '1', storedAtMs: 1 })
    await deleteDB(databaseName)
    expect(await storage.read('a')).toBeNull()
  })

  it('rejects where there is no IndexedDB', async () => {
    vi.spyOn(globalThis, 'indexedDB', 'get').mockReturnValue(undefined as never)
    await expect(create().read('a')).rejects.toThrow()
    vi.restoreAllMocks()
  })
})
