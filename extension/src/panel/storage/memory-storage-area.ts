import type { StorageArea } from './panel-storage.ts'

/** Keeps copies in memory: for tests, and for a panel outside of the extension. */
export function memoryStorageArea(): StorageArea {
  const values = new Map<string, unknown>()
  return {
    get: async (key) => structuredClone(values.get(key)),
    async set(key, value) {
      values.set(key, structuredClone(value))
    },
  }
}
