import type { InsightTables } from './insight-tables.ts'
import { memoryTables } from './memory-tables.ts'

/**
 * Tables that go on in memory, for good, after the first step that fails. No promise is rejected for want of storage.
 *
 * @param onFailure is called once, with the reason.
 */
export function tablesWithFallback(
  tables: InsightTables,
  onFailure: (reason: string) => void,
): InsightTables {
  let used = tables
  return {
    async transact(step) {
      const attempted = used
      try {
        return await attempted.transact(step)
      } catch (error) {
        if (used === tables) {
          used = memoryTables()
          tables.close()
          onFailure(String((error as Error | null)?.message ?? 'the browser undid what was written'))
        }
        if (attempted === used) throw error
        return used.transact(step)
      }
    },
    close: () => used.close(),
  }
}
