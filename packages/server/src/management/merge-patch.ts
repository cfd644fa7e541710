import { isJsonObject, type JsonValue } from '@halyard/schema'

/**
 * Applies a JSON Merge Patch. Source: RFC 7396, section 2.
 *
 * @example mergePatch({ a: 1, b: 2 }, { a: null, c: 3 }) // { b: 2, c: 3 }
 */
export function mergePatch(target: unknown, patch: unknown): JsonValue {
  if (!isJsonObject(patch)) return patch as JsonValue
  const merged = new Map<string, unknown>(Object.entries(isJsonObject(target) ? target : {}))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key)
    else merged.set(key, mergePatch(merged.get(key), value))
  }
  // fromEntries defines properties, so that "__proto__" is a name like any other
  return Object.fromEntries(merged) as JsonValue
}
