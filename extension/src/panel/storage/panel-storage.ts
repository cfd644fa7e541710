import { isJsonObject } from '@halyard/schema'

/** The most characters that one document may have as JSON. */
export const MAX_DOCUMENT_LENGTH = 500_000

/** One thing that the panel keeps. */
export interface StoredDocument<T> {
  /** Names it among all that the extension keeps. */
  readonly key: string
  /** What was written under another version counts as nothing. Minimum: 1. */
  readonly version: number
  /** Reads what was stored, which may be anything. @returns `null` where it is of no use. */
  parse(value: unknown): T | null
}

/** Where the panel keeps documents of its own, for every page and every DevTools window. */
export interface PanelStorage {
  /** @returns `null` where nothing of use is stored. Never rejects. */
  read<T>(document: StoredDocument<T>): Promise<T | null>
  /**
   * Keeps a JSON value in place of what is stored.
   *
   * @returns `null`, or a sentence that says why it is not kept. Never rejects.
   */
  write<T>(document: StoredDocument<T>, value: T): Promise<string | null>
}

/** What a {@link PanelStorage} lies on: values by key. Both may reject. */
export interface StorageArea {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
}

/**
 * Creates a storage on an area.
 *
 * @example const storage = createPanelStorage(memoryStorageArea())
 */
export function createPanelStorage(area: StorageArea): PanelStorage {
  return {
    async read({ key, version, parse }) {
      try {
        const record = await area.get(key)
        return isJsonObject(record) && record.version === version ? parse(record.value) : null
      } catch {
        // The extension was reloaded under this panel, or its storage is damaged: as if there were nothing.
        return null
      }
    },
    async write({ key, version }, value) {
      const { length } = JSON.stringify(value)
      if (length > MAX_DOCUMENT_LENGTH) {
        return `This would take ${length.toLocaleString('en')} characters, and ${MAX_DOCUMENT_LENGTH.toLocaleString('en')} fit: delete some first.`
      }
      try {
        await area.set(key, { version, value })
        return null
      } catch (error) {
        return `The browser did not keep it: ${error instanceof Error ? error.message : String(error)}`
      }
    },
  }
}
