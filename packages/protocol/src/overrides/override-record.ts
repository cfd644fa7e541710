import { type FlagValue, flagValueType, isJsonObject } from '@halyard/schema'
import { parseJson } from '../parse-json.ts'

/** Values that a person set for flags in this browser, by flag key. */
export type FlagOverrides = ReadonlyMap<string, FlagValue>

/** The key under which a tab's overrides are kept in `sessionStorage`. */
export const OVERRIDES_STORAGE_KEY = 'halyard:overrides'

/** What the name of a frame starts with when the page that embeds it assigns flag values to it. */
export const FRAME_NAME_PREFIX = 'halyard:overrides:'

const VERSION = 1

/**
 * Writes overrides as text, for storage or for a frame's name. `""` when there are none.
 *
 * @example sessionStorage.setItem(OVERRIDES_STORAGE_KEY, formatOverrides(new Map([['hero', 'bold']])))
 */
export function formatOverrides(overrides: FlagOverrides): string {
  return overrides.size === 0
    ? ''
    : JSON.stringify({ version: VERSION, overrides: Object.fromEntries(overrides) })
}

/**
 * Reads overrides that {@link formatOverrides} wrote. Whatever is damaged, of another version, or of a type that no
 * flag can have is left out; anything may have written to this storage.
 *
 * @param text what was stored, `null` when nothing was.
 * @example parseOverrides(sessionStorage.getItem(OVERRIDES_STORAGE_KEY)).get('hero') // 'bold'
 */
export function parseOverrides(text: string | null): FlagOverrides {
  const overrides = new Map<string, FlagValue>()
  const record = parseJson(text ?? '')
  if (!isJsonObject(record) || record.version !== VERSION || !isJsonObject(record.overrides)) return overrides
  for (const [flagKey, value] of Object.entries(record.overrides)) {
    if (flagValueType(value)) overrides.set(flagKey, value as FlagValue)
  }
  return overrides
}
