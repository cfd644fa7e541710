import { isJsonObject } from '@halyard/schema'

/**
 * JSON text that is the same for values that differ only in the order of their keys.
 *
 * @example orderedJson({ b: 1, a: 2 }) // '{"a":2,"b":1}'
 */
export function orderedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}
