import { type FlagValue, flagValueType, isJsonObject } from '@halyard/schema'
import { parseJson } from '../parse-json.ts'

/** Values that somebody set for flags in this browser, by flag key. */
export type FlagOverrides = ReadonlyMap<string, FlagValue>

/** One override as it is kept. */
export interface OverrideEntry {
  readonly value: FlagValue
  /** From this instant on it counts as nothing, in milliseconds since 1970. Absent: never. */
  readonly expiresAtMs?: number | undefined
}

/** Overrides as they are kept, by flag key. */
export type OverrideRecord = ReadonlyMap<string, OverrideEntry>

/** The key under which overrides are kept: a tab's in `sessionStorage`, an origin's in `localStorage`. */
export const OVERRIDES_STORAGE_KEY = 'halyard:overrides'

/** The key in `sessionStorage` under which overrides are kept that somebody shared and the person here agreed to. */
export const SHARED_OVERRIDES_STORAGE_KEY = 'halyard:overrides:share'

/** The version of the text that overrides are kept in. */
export const OVERRIDES_VERSION = 2

/**
 * Writes overrides as text, for storage. `""` when there are none.
 *
 * @example sessionStorage.setItem(OVERRIDES_STORAGE_KEY, formatOverrides(new Map([['hero', { value: 'bold' }]])))
 */
export function formatOverrides(overrides: OverrideRecord): string {
  return overrides.size === 0
    ? ''
    : JSON.stringify({ version: OVERRIDES_VERSION, overrides: Object.fromEntries(overrides) })
}

/**
 * Reads overrides that {@link formatOverrides} wrote. Whatever is damaged, of another version, of a type that no
 * flag can have, or expired is left out; anything may have written to this storage.
 *
 * @param text what was stored, `null` when nothing was.
 * @param nowMs the time in milliseconds since 1970.
 * @example parseOverrides(sessionStorage.getItem(OVERRIDES_STORAGE_KEY), Date.now()).get('hero') // { value: 'bold' }
 */
export function parseOverrides(text: string | null, nowMs: number): OverrideRecord {
  const record = parseJson(text ?? '')
  const isReadable =
    isJsonObject(record) && record.version === OVERRIDES_VERSION && isJsonObject(record.overrides)
  return new Map(
    Object.entries(isReadable ? (record.overrides as object) : {}).filter(([, entry]) =>
      isInForce(entry, nowMs),
    ),
  )
}

function isInForce(entry: unknown, nowMs: number): boolean {
  if (!isJsonObject(entry) || !flagValueType(entry.value)) return false
  const { expiresAtMs = Number.POSITIVE_INFINITY } = entry
  return typeof expiresAtMs === 'number' && expiresAtMs > nowMs
}
