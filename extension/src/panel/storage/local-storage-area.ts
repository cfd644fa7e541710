import type { StorageArea } from './panel-storage.ts'

/**
 * Keeps values as JSON in the origin's `localStorage`: for a panel, or another tool, in a page of its own.
 *
 * @param prefix tells its keys from others of the origin.
 */
export function localStorageArea(prefix: string): StorageArea {
  return {
    async get(key) {
      const text = localStorage.getItem(prefix + key)
      return text === null ? undefined : JSON.parse(text)
    },
    async set(key, value) {
      localStorage.setItem(prefix + key, JSON.stringify(value))
    },
  }
}
