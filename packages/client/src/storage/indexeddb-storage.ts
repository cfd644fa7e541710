import { isJsonObject } from '@halyard/schema'
import { type IDBPDatabase, openDB } from 'idb'
import { type Clock, systemClock } from '../clock.ts'
import { firstPaintSlot } from './first-paint-slot.ts'
import type { FlagStorage } from './flag-storage.ts'

/** What {@link indexedDbStorage} can be told. */
export interface IndexedDbStorageOptions {
  /** @default 'halyard' */
  readonly databaseName?: string
  /**
   * How long opening may take before the client goes on without, in milliseconds.
   *
   * @default 1000
   */
  readonly openTimeoutMs?: number
  /**
   * Whether the values that a page reads are kept in local storage too, at most 32 kB, so that the first frame of the
   * next visit shows them: IndexedDB answers after it.
   *
   * @default true
   */
  readonly firstPaint?: boolean
  readonly clock?: Clock
}

const VERSION = 1
const STORE = 'snapshots'

/**
 * Storage in IndexedDB: the client's default. The database is opened on first use, given up when another tab needs
 * to upgrade it, and opened again afterwards.
 *
 * @example createFlagClient({ source, storage: indexedDbStorage({ openTimeoutMs: 300 }) })
 */
export function indexedDbStorage(options: IndexedDbStorageOptions = {}): FlagStorage {
  const { databaseName = 'halyard', openTimeoutMs = 1000, clock = systemClock } = options
  let opened: Promise<IDBPDatabase> | undefined

  function database(): Promise<IDBPDatabase> {
    opened ??= open()
    return opened
  }

  function close(): void {
    // A database that never opened has nothing to close; whoever asked for it has been told why.
    opened?.then((db) => db.close()).catch(() => undefined)
    opened = undefined
  }

  function open(): Promise<IDBPDatabase> {
    return new Promise((resolve, reject) => {
      let givenUp = false
      const giveUp = (reason: string): void => {
        givenUp = true
        opened = undefined
        reject(new Error(`IndexedDB "${databaseName}" ${reason}`))
      }
      const opening = openDB(databaseName, VERSION, {
        upgrade: (db) => void db.createObjectStore(STORE),
        blocked: () => giveUp('waits for a tab with an older version: close it'),
        blocking: close,
        terminated: () => {
          opened = undefined
        },
      })
      const cancelLimit = clock.schedule(
        () => giveUp(`did not open within ${openTimeoutMs} ms`),
        openTimeoutMs,
      )
      opening
        // One that opens after it was given up would keep other tabs from upgrading.
        .then((db) => (givenUp ? db.close() : resolve(db)))
        .catch((error: Error) => giveUp(`did not open: ${error.message}`))
        .finally(cancelLimit)
    })
  }

  return {
    async read(key) {
      const record: unknown = await (await database()).get(STORE, key)
      return isJsonObject(record) && typeof record.json === 'string' && typeof record.storedAtMs === 'number'
        ? { json: record.json, storedAtMs: record.storedAtMs }
        : null
    },
    async write(key, record) {
      await (await database()).put(STORE, record, key)
    },
    ...(options.firstPaint !== false && { firstPaint: firstPaintSlot }),
    close,
  }
}
