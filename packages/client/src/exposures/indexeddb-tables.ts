import { promisifyRequest } from 'idb-keyval'
import type { Clock } from '../clock.ts'
import { openDatabase } from '../storage/open-database.ts'
import { INSIGHT_TABLES, type InsightStep, type InsightTables } from './insight-tables.ts'

const VERSION = 1
const OPEN_TIMEOUT_MS = 1000

/** Tables in IndexedDB: they survive a reload and a crash, and all tabs of the origin share them. */
export function indexedDbTables(databaseName: string, clock: Clock): InsightTables {
  const database = openDatabase({
    name: databaseName,
    version: VERSION,
    openTimeoutMs: OPEN_TIMEOUT_MS,
    clock,
    createTables(db) {
      for (const table of INSIGHT_TABLES) db.createObjectStore(table)
    },
  })
  return {
    async transact(run) {
      const db = await database.get()
      const transaction = db.transaction(INSIGHT_TABLES, 'readwrite')
      const [result] = await Promise.all([
        run(stepOf(transaction)).catch((error: unknown) => {
          transaction.abort()
          throw error
        }),
        promisifyRequest(transaction),
      ])
      return result
    },
    close: database.close,
  }
}

// What fails of the writes fails the transaction, which says why.
function stepOf(transaction: IDBTransaction): InsightStep {
  const store = (table: string): IDBObjectStore => transaction.objectStore(table)
  return {
    get: (table, key) => promisifyRequest(store(table).get(key)),
    all: (table) => promisifyRequest(store(table).getAll()),
    put: (table, key, record) => void store(table).put(record, key),
    delete: (table, key) => void store(table).delete(key),
    clear: (table) => void store(table).clear(),
  }
}
