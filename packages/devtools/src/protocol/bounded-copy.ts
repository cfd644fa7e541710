import type { JsonValue } from '@halyard/schema'

/** A copy that can be posted anywhere, whatever it was made of. */
export interface BoundedCopy {
  readonly value: JsonValue
  /** Whether something is missing, or was replaced by a word, because it was too much or is no JSON. */
  readonly isCut: boolean
}

/** How deep a copy goes; what lies deeper is left out. */
export const MAX_COPY_DEPTH = 100

/**
 * Copies a value of somebody else's page as JSON, and no more of it than a limit: functions, cycles, properties that
 * throw when they are read, and texts without an end cannot keep it from being posted. Never throws.
 *
 * @param maxCharacters of all texts and keys together; every part counts as one more.
 */
export function boundedCopy(value: unknown, maxCharacters: number): BoundedCopy {
  let leftCharacters = maxCharacters
  let isCut = false

  function cut(text: string): string {
    isCut = true
    return text
  }

  function copyText(text: string): string {
    const affordable = Math.max(0, leftCharacters)
    leftCharacters -= text.length
    return text.length <= affordable ? text : cut(`${text.slice(0, affordable)}…`)
  }

  function copy(part: unknown, depth: number): JsonValue {
    leftCharacters -= 1
    if (part === null || typeof part === 'number' || typeof part === 'boolean') return part
    if (typeof part === 'string') return copyText(part)
    if (typeof part !== 'object') return cut(`[${typeof part}]`)
    if (depth === MAX_COPY_DEPTH) return cut('[too deep]')
    try {
      return Array.isArray(part) ? copyList(part, depth) : copyObject(part, depth)
    } catch {
      return cut('[cannot be read]')
    }
  }

  function copyList(list: readonly unknown[], depth: number): JsonValue {
    const copied: JsonValue[] = []
    for (let index = 0; index < list.length; index += 1) {
      if (leftCharacters <= 0) {
        cut('')
        break
      }
      copied.push(copy(list[index], depth + 1))
    }
    return copied
  }

  function copyObject(object: object, depth: number): JsonValue {
    const entries: [string, JsonValue][] = []
    for (const key of Object.keys(object)) {
      if (leftCharacters <= 0) {
        cut('')
        break
      }
      const member = read(object, key)
      // As in JSON.
      if (member !== undefined) entries.push([copyText(key), copy(member, depth + 1)])
    }
    // Unlike an assignment, this makes a property even of `__proto__`.
    return Object.fromEntries(entries)
  }

  function read(object: object, key: string): unknown {
    try {
      return (object as { readonly [key: string]: unknown })[key]
    } catch {
      return cut('[cannot be read]')
    }
  }

  return { value: copy(value, 0), isCut }
}
