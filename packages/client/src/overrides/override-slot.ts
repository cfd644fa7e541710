import {
  formatOverrides,
  OVERRIDES_STORAGE_KEY,
  type OverrideRecord,
  parseOverrides,
  SHARED_OVERRIDES_STORAGE_KEY,
} from '@halyard/protocol/overrides'
import type { OverrideScope } from './client-overrides.ts'
import { keptText } from './kept-text.ts'

/** Where the overrides of one scope are kept. */
export interface OverrideSlot {
  readonly scope: OverrideScope
  read(nowMs: number): OverrideRecord
  /** @returns `null`, or why a reload will forget. */
  write(overrides: OverrideRecord): string | null
}

/**
 * Creates a slot in a storage, see {@link keptText}.
 *
 * @param storage gives the storage, or throws; absent for a slot that is in memory only.
 * @param memory what the slot holds instead of what is in the storage.
 */
export function overrideSlot(scope: OverrideScope, storage?: () => Storage, memory?: string): OverrideSlot {
  const key = scope === 'share' ? SHARED_OVERRIDES_STORAGE_KEY : OVERRIDES_STORAGE_KEY
  const text = keptText(key, storage, memory)
  return {
    scope,
    read: (nowMs) => parseOverrides(text.read(), nowMs),
    write: (overrides) => text.write(formatOverrides(overrides)),
  }
}
