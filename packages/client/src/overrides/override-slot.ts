import {
  formatOverrides,
  OVERRIDES_STORAGE_KEY,
  type OverrideRecord,
  parseOverrides,
  SHARED_OVERRIDES_STORAGE_KEY,
} from '@halyard/protocol/overrides'
import type { OverrideScope } from './client-overrides.ts'

/** Where the overrides of one scope are kept. */
export interface OverrideSlot {
  readonly scope: OverrideScope
  read(nowMs: number): OverrideRecord
  /** @returns `null`, or why a reload will forget. */
  write(overrides: OverrideRecord): string | null
}

/**
 * Creates a slot in a storage. Where access to it is denied (on a server, in a sandboxed frame, by the user), or it is
 * full, the slot goes on in memory.
 *
 * @param storage gives the storage, or throws; absent for a slot that is in memory only.
 * @param memory what the slot holds instead of what is in the storage.
 */
export function overrideSlot(scope: OverrideScope, storage?: () => Storage, memory?: string): OverrideSlot {
  const key = scope === 'share' ? SHARED_OVERRIDES_STORAGE_KEY : OVERRIDES_STORAGE_KEY

  function text(): string {
    try {
      return memory ?? storage?.().getItem(key) ?? ''
    } catch {
      // Access is denied: nothing was kept.
      return ''
    }
  }

  return {
    scope,
    read: (nowMs) => parseOverrides(text(), nowMs),
    write(overrides) {
      const next = formatOverrides(overrides)
      if (next === text()) return null
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
