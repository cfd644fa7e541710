import type { InsightRecords, InsightStep, InsightTables } from './insight-tables.ts'

/** Tables that last as long as the page: for browsers that let it store nothing. */
export function memoryTables(): InsightTables {
  const tables: { readonly [Table in keyof InsightRecords]: Map<string, InsightRecords[Table]> } = {
    session: new Map(),
    shown: new Map(),
    batches: new Map(),
  }
  const step: InsightStep = {
    get: async (table, key) => tables[table].get(key),
    all: async (table) => [...tables[table].values()],
    put: (table, key, record) => void tables[table].set(key, record),
    delete: (table, key) => void tables[table].delete(key),
    clear: (table) => tables[table].clear(),
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    transact(run) {
      const running = last.then(() => run(step))
      // A failure is the caller's, who gets it below; the next transaction begins all the same.
      last = running.catch(() => undefined)
      return running
    },
    close: () => undefined,
  }
}
