import type { Freshness } from './flag-client.ts'
import type { KeptSnapshot } from './snapshot-cache.ts'
import type { FlagView } from './sources/flag-source.ts'

/** A received flag set, and how much to trust it. */
export interface HeldFlags extends KeptSnapshot {
  readonly view: FlagView
  readonly freshness: Freshness
}

/**
 * Holds flags, or holds them with another freshness. The flag set is put together where somebody asks for it: that takes
 * as long as there are flags, and a change of one flag should not.
 */
export function holdFlags(
  { revision, storedAtMs, view }: Pick<HeldFlags, 'revision' | 'storedAtMs' | 'view'>,
  freshness: Freshness,
): HeldFlags {
  return {
    revision,
    storedAtMs,
    view,
    freshness,
    get flagSet() {
      return view.flagSet
    },
  }
}
