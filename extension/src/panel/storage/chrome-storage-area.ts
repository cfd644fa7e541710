import type { StorageArea } from './panel-storage.ts'

/** The extension's own storage in this browser profile. Needs the permission `storage`. */
export function chromeStorageArea(): StorageArea {
  const { local } = chrome.storage
  return {
    get: async (key) => (await local.get(key))[key],
    set: (key, value) => local.set({ [key]: value }),
  }
}
