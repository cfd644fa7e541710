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
