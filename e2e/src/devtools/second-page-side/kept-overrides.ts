/** The place where overrides are kept, as "Keeping overrides" says. */

import { put } from './bounded-copy.ts'
import { isObject } from './client-reports.ts'
import { type FlagValue, isFlagValue } from './panel-messages.ts'

export type KeptScope = 'frame' | 'share' | 'tab' | 'origin'
export interface KeptOverride {
  value: FlagValue
  scope: KeptScope
  expiresAtMs?: number
}
const FRAME_NAME = 'halyard:overrides:'

/** The first one wins. */
const places: readonly { scope: KeptScope; key: string; storage: 'sessionStorage' | 'localStorage' }[] = [
  { scope: 'share', key: 'halyard:overrides:share', storage: 'sessionStorage' },
  { scope: 'tab', key: 'halyard:overrides', storage: 'sessionStorage' },
  { scope: 'origin', key: 'halyard:overrides', storage: 'localStorage' },
]
type Place = (typeof places)[number]
type Entry = { value: FlagValue; expiresAtMs?: number }

/** Of each flag the override that wins. */
export function readKeptOverrides(nowMs = Date.now()): Map<string, KeptOverride> {
  const kept = new Map<string, KeptOverride>()
  for (const place of places) {
    for (const [flagKey, entry] of readPlace(place, nowMs)) {
      if (!kept.has(flagKey)) kept.set(flagKey, { ...entry, scope: place.scope })
    }
  }
  return kept
}

/** Whether it could be written. */
export function keepOverride(flagKey: string, override: Entry & { scope: 'tab' | 'origin' }): boolean {
  const { scope, ...entry } = override
  for (const place of places) {
    if (place.scope === scope) return changePlace(place, (entries) => entries.set(flagKey, entry))
    changePlace(place, (entries) => entries.delete(flagKey))
  }
  return false
}

export function forgetOverrides(flagKeys: Iterable<string>): void {
  const gone = [...flagKeys]
  for (const place of places) {
    changePlace(place, (entries) => {
      for (const flagKey of gone) entries.delete(flagKey)
    })
  }
}

export function canKeepOverrides(): boolean {
  try {
    return typeof globalThis.sessionStorage.getItem === 'function'
  } catch {
    return false
  }
}

/**
 * What the embedding page assigns by the frame's name, where its origin is one of these; `null` where it assigns nothing.
 * Then nothing else is read.
 */
export function readAssignedOverrides(allowedOrigins: readonly string[]): Map<string, KeptOverride> | null {
  if (typeof window === 'undefined' || window.parent === window || !window.name.startsWith(FRAME_NAME))
    return null
  const origin = location.ancestorOrigins[0]
  if (origin === undefined || !allowedOrigins.includes(origin)) return null
  const entries = parseEntries(window.name.slice(FRAME_NAME.length), Date.now())
  return new Map(Array.from(entries, ([flagKey, entry]) => [flagKey, { ...entry, scope: 'frame' }]))
}

function readPlace({ key, storage }: Place, nowMs: number): Map<string, Entry> {
  try {
    return parseEntries(globalThis[storage].getItem(key), nowMs)
  } catch {
    return new Map() // a sandboxed frame has no storage
  }
}

function parseEntries(text: string | null, nowMs: number): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  try {
    const item: unknown = JSON.parse(text ?? 'null')
    if (!isObject(item) || item.version !== 2 || !isObject(item.overrides)) return entries
    for (const [flagKey, entry] of Object.entries(item.overrides)) {
      if (!isObject(entry) || !isFlagValue(entry.value)) continue
      const { value, expiresAtMs } = entry
      if (expiresAtMs === undefined) entries.set(flagKey, { value })
      else if (typeof expiresAtMs === 'number' && expiresAtMs > nowMs)
        entries.set(flagKey, { value, expiresAtMs })
    }
  } catch {
    // no JSON; anything may have written there
  }
  return entries
}

function changePlace(place: Place, change: (entries: Map<string, Entry>) => void): boolean {
  try {
    const entries = readPlace(place, Date.now())
    change(entries)
    const overrides = {}
    for (const [flagKey, entry] of entries) put(overrides, flagKey, entry)
    const storage = globalThis[place.storage]
    if (entries.size === 0) storage.removeItem(place.key)
    else storage.setItem(place.key, JSON.stringify({ version: 2, overrides }))
    return true
  } catch {
    return false
  }
}
