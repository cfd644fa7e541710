import {
  formatOverrides,
  OVERRIDES_STORAGE_KEY,
  type OverrideEntry,
  parseOverrides,
} from '@halyard/protocol/overrides'

/**
 * Keeps an override for as long as the tab is open, also after a reload, beside those of other clients of the page. In a
 * page that may not write there, a reload forgets it.
 *
 * @param entry `undefined` removes it.
 */
export function keepOverride(flagKey: string, entry: OverrideEntry | undefined): void {
  try {
    const kept = new Map(parseOverrides(sessionStorage.getItem(OVERRIDES_STORAGE_KEY), Date.now()))
    if (entry) kept.set(flagKey, entry)
    else kept.delete(flagKey)
    if (kept.size > 0) sessionStorage.setItem(OVERRIDES_STORAGE_KEY, formatOverrides(kept))
    else sessionStorage.removeItem(OVERRIDES_STORAGE_KEY)
  } catch {
    // Access is denied, as in a sandboxed frame, or the storage is full.
  }
}

/** Whether a reload keeps what is overridden. */
export function tabKeepsOverrides(): boolean {
  try {
    return sessionStorage.length >= 0
  } catch {
    return false
  }
}
