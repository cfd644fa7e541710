import type { KeptOverride } from '@halyard/devtools'
import {
  OVERRIDES_STORAGE_KEY,
  parseOverrides,
  SHARED_OVERRIDES_STORAGE_KEY,
} from '@halyard/protocol/overrides'

/** Where a page keeps overrides, the one that wins last. */
const PLACES: readonly (readonly [KeptOverride['scope'], () => Storage, string])[] = [
  ['origin', () => localStorage, OVERRIDES_STORAGE_KEY],
  ['tab', () => sessionStorage, OVERRIDES_STORAGE_KEY],
  ['share', () => sessionStorage, SHARED_OVERRIDES_STORAGE_KEY],
]

/**
 * Reads what this document's storage keeps, by flag key: of each flag the override that wins. A sandboxed or `data:`
 * document has no storage, so it keeps nothing.
 */
export function keptOverrides(): ReadonlyMap<string, KeptOverride> {
  const kept = new Map<string, KeptOverride>()
  for (const [scope, storage, key] of PLACES) {
    for (const [flagKey, { value, expiresAtMs }] of parseOverrides(readText(storage, key), Date.now())) {
      kept.set(flagKey, { flagKey, value, scope, ...(expiresAtMs !== undefined && { expiresAtMs }) })
    }
  }
  return kept
}

/** Empties what {@link keptOverrides} reads. */
export function forgetKeptOverrides(): void {
  for (const [, storage, key] of PLACES) {
    if (readText(storage, key) !== null) storage().removeItem(key)
  }
}

function readText(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key)
  } catch {
    // Access is denied.
    return null
  }
}
