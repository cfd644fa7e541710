/** A text in a storage, or in memory where that is denied. */
export interface KeptText {
  read(): string
  /** @returns `null`, or why a reload will forget. */
  write(next: string): string | null
}

/**
 * Keeps a text in a storage. Where access to it is denied (on a server, in a sandboxed frame, by the user), or it is
 * full, it goes on in memory.
 *
 * @param storage gives the storage, or throws; absent for a text that is in memory only.
 * @param memory the text instead of what is in the storage.
 */
export function keptText(key: string, storage?: () => Storage, memory?: string): KeptText {
  function read(): string {
    try {
      return memory ?? storage?.().getItem(key) ?? ''
    } catch {
      // Access is denied: nothing was kept.
      return ''
    }
  }

  return {
    read,
    write(next) {
      if (next === read()) return null
      memory = next
      if (!storage) return null
      try {
        if (next) storage().setItem(key, next)
        else storage().removeItem(key)
        memory = undefined
        return null
      } catch (error) {
        return `a reload will forget the override: ${(error as Error).message}`
      }
    },
  }
}
