import type { SheetState } from './sheet-state.ts'

/**
 * A state whose parts are those of the state before wherever they say the same, so that what is worked out from a part
 * need not be worked out again.
 *
 * @example keepParts(before, { ...before, zoom: 50 }).flags === before.flags // true
 */
export function keepParts(before: SheetState | undefined, after: SheetState): SheetState {
  if (!before) return after
  const parts = Object.entries(after).map(([name, part]) => {
    const kept = before[name as keyof SheetState]
    return [name, JSON.stringify(kept) === JSON.stringify(part) ? kept : part]
  })
  return Object.fromEntries(parts) as SheetState
}
