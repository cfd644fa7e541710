import type { JsonValue } from '@halyard/schema'

const MAX_TEXT_LENGTH = 200
const MAX_ENTRIES = 20
const MAX_DEPTH = 4

/**
 * Copies a value as JSON for people to look at: at most 200 characters of a text, 20 entries of a list or an object, four
 * levels. What was left out is hinted at by `…`. Total: what JSON does not know is named, `NaN` becomes `"NaN"`, and
 * what cannot be read says so.
 */
export function clipValue(value: unknown): JsonValue {
  try {
    return clip(value, 0)
  } catch {
    // a property of the context threw: that is worth showing, and nobody's fault here
    return '(cannot be read)'
  }
}

function clip(value: unknown, depth: number): JsonValue {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? null
  if (typeof value === 'string') return clipText(value)
  // adding 0 turns -0, which JSON does not know, into 0
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value)
  if (typeof value !== 'object') return `(a ${typeof value})`
  if (depth >= MAX_DEPTH) return '…'
  if (Array.isArray(value)) {
    const parts = value.slice(0, MAX_ENTRIES).map((part) => clip(part, depth + 1))
    return value.length > MAX_ENTRIES ? [...parts, `… ${value.length - MAX_ENTRIES} more`] : parts
  }
  const keys = Object.keys(value)
  const entries = keys.slice(0, MAX_ENTRIES).map((key): [string, JsonValue] => {
    return [clipText(key), clip((value as { readonly [key: string]: unknown })[key], depth + 1)]
  })
  if (keys.length > MAX_ENTRIES) entries.push(['…', `${keys.length - MAX_ENTRIES} more`])
  // fromEntries defines properties, so that a key named "__proto__" is a key like any other
  return Object.fromEntries(entries)
}

/** Shortens a text. A pair of surrogates is not cut apart. */
export function clipText(text: string, maxLength: number = MAX_TEXT_LENGTH): string {
  if (text.length <= maxLength) return text
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
