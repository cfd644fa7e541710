import type { FlagStorage, StoredSnapshot } from './flag-storage.ts'

/**
 * Storage that lasts as long as the page: for tests, and for pages that must not store anything.
 *
 * @example createFlagClient({ source, storage: memoryStorage() })
 */
export function memoryStorage(): FlagStorage {
  const records = new Map<string, StoredSnapshot>()
  return {
    read: async (key) => records.get(key) ?? null,
    write: async (key, record) => void records.set(key, record),
    close: () => undefined,
  }
}
