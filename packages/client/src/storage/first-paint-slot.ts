import type { FirstPaintSlot } from './flag-storage.ts'

// The number is the version of what is in it: another version leaves this one alone.
const KEY = 'halyard:first-paint:1'

/**
 * A slot in this origin's local storage. Where there is none (on a server, in a sandboxed frame, blocked by the user,
 * full) it holds nothing: then the first frame waits for IndexedDB, which tells what is wrong with storage.
 */
export const firstPaintSlot: Pick<FirstPaintSlot, 'read' | 'write'> = {
  read() {
    try {
      return localStorage.getItem(KEY)
    } catch {
      // Access is denied.
      return null
    }
  },
  write(text) {
    try {
      localStorage.setItem(KEY, text)
    } catch {
      // Access is denied, or the origin's quota is used up: what was kept before stays.
    }
  },
}
