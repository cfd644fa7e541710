import { isJsonObject } from '@halyard/schema'
import { type Clock, systemClock } from '../clock.ts'
import { firstPaintSlot } from './first-paint-slot.ts'
import type { FlagStorage } from './flag-storage.ts'
import { openDatabase } from './open-database.ts'
import { createTables, getSnapshot, putSnapshot } from './snapshot-database.ts'

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
  /**
   * How much all snapshots of this database may take together, in bytes, two for a character. Those that were not used
   * for longest go first. Minimum: twice the length of the longest flag set as JSON text.
   *
   * @default 20000000
   */
  readonly maxBytes?: number
  /**
   * After how long without a visit what is kept counts as too old to be shown, in milliseconds.
   *
   * @default 2592000000 (30 days)
   */
  readonly maxUnusedMs?: number
  readonly clock?: Clock
}

// Versions of the tables. 2: with the times of use.
const VERSION = 2

/**
 * Storage in IndexedDB: the client's default. The database is opened on first use, given up when another tab needs
 * to upgrade it, and opened again afterwards.
 *
 * @example createFlagClient({ source, storage: indexedDbStorage({ openTimeoutMs: 300 }) })
 */
export function indexedDbStorage(options: IndexedDbStorageOptions = {}): FlagStorage {
  const { databaseName = 'halyard', openTimeoutMs = 1000, clock = systemClock } = options
  const { maxBytes = 20_000_000, maxUnusedMs = 30 * 86_400_000 } = options
  const database = openDatabase({ name: databaseName, version: VERSION, openTimeoutMs, clock, createTables })

  return {
    async read(key) {
      const record = await getSnapshot(await database.get(), key, clock.now(), maxUnusedMs)
      return isJsonObject(record) && typeof record.json === 'string' && typeof record.storedAtMs === 'number'
        ? { json: record.json, storedAtMs: record.storedAtMs }
        : null
    },
    async write(key, record) {
      const db = await database.get()
      const put = (limit: number): Promise<void> =>
        putSnapshot(db, key, record, clock.now(), { maxBytes: limit, maxUnusedMs })
      try {
        await put(maxBytes)
      } catch (error) {
        if ((error as Error).name !== 'QuotaExceededError') throw error
        // The browser has less room than we allow ourselves: this record alone may still fit.
        await put(record.json.length * 2)
      }
    },
    ...(options.firstPaint !== false && { firstPaint: { ...firstPaintSlot, maxUnusedMs } }),
    close: database.close,
  }
}
