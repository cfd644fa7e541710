/** Copies what a client says as JSON is, within bounds (B1, B2, B4). */
export const MAX_PROPERTY_CHARACTERS = 100_000
export const MAX_RESULT_CHARACTERS = 2_000_000
const MAX_ERROR_CHARACTERS = 2_000
export const MAX_PROPERTIES = 50
export const MAX_FLAGS = 20_000
const MAX_LEVELS = 100

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What is left to be copied, and whether anything was lost. */
export interface Budget {
  left: number
  isCut: boolean
}

export function cutText(text: string, atMost: number): string {
  return text.length <= atMost ? text : `${text.slice(0, Math.max(0, atMost - 1))}…`
}

/** Sets a key as any other, also `__proto__`. */
export function put(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
}

export function errorText(thrown: unknown): string {
  let text = 'an unknown error'
  try {
    const message = thrown instanceof Error ? thrown.message : thrown
    text = typeof message === 'string' && message !== '' ? message : String(message)
  } catch {
    // a thrown thing that cannot be made a text
  }
  return cutText(text, MAX_ERROR_CHARACTERS)
}

function copyBounded(value: unknown, budget: Budget): Json | undefined {
  return copyPart(value, budget, 1, [])
}

/** The copy of one value, and whether it is whole. */
export function copyWithin(value: unknown, characters: number): { copy: Json | undefined; isCut: boolean } {
  const budget: Budget = { left: characters, isCut: false }
  const copy = copyBounded(value, budget)
  return { copy, isCut: budget.isCut }
}

function copyPart(value: unknown, budget: Budget, level: number, above: object[]): Json | undefined {
  if (budget.left <= 0) return cut(budget)
  budget.left -= 1
  try {
    switch (typeof value) {
      case 'undefined':
        return undefined
      case 'string':
        return copyText(value, budget)
      case 'boolean':
        return value
      case 'number':
        return Number.isFinite(value) ? value : replaced(`[${String(value)}]`, budget)
      case 'object':
        if (value === null) return null
        if (above.includes(value)) return replaced('[circular]', budget)
        if (level > MAX_LEVELS) return cut(budget)
        return Array.isArray(value)
          ? copyList(value, budget, level, [...above, value])
          : copyObject(value, budget, level, [...above, value])
      default:
        return replaced(`[${typeof value}]`, budget)
    }
  } catch {
    return replaced('[cannot be read]', budget)
  }
}

function cut(budget: Budget): undefined {
  budget.isCut = true
  return undefined
}

function replaced(text: string, budget: Budget): string {
  budget.isCut = true
  budget.left -= text.length
  return text
}

function copyText(text: string, budget: Budget): string {
  const kept = cutText(text, budget.left)
  if (kept !== text) budget.isCut = true
  budget.left -= kept.length
  return kept
}

function copyList(list: unknown[], budget: Budget, level: number, above: object[]): Json[] {
  const copy: Json[] = []
  for (let index = 0; index < list.length; index += 1) {
    if (budget.left <= 0) {
      budget.isCut = true
      break
    }
    copy.push(copyPart(readProperty(list, String(index), budget), budget, level + 1, above) ?? null)
  }
  return copy
}

function copyObject(value: object, budget: Budget, level: number, above: object[]): Json {
  const copy = {}
  for (const key of Object.keys(value)) {
    if (budget.left <= key.length) {
      budget.isCut = true
      break
    }
    const property = readProperty(value, key, budget)
    if (property === undefined) continue
    budget.left -= key.length
    const part = copyPart(property, budget, level + 1, above)
    if (part !== undefined) put(copy, key, part)
  }
  return copy
}

/** A getter that throws costs only its own property. */
function readProperty(value: object, key: string, budget: Budget): unknown {
  try {
    return (value as Record<string, unknown>)[key]
  } catch {
    budget.isCut = true
    return '[cannot be read]'
  }
}

/** The properties of a description or a report, each within its own bound (B2). */
export function copyProperties(
  value: object,
  except: readonly string[],
): { copy: Record<string, Json>; isCut: boolean } {
  const copy: Record<string, Json> = {}
  let isCut = false
  let count = 0
  for (const key of Object.keys(value)) {
    if (except.includes(key)) continue
    const budget: Budget = { left: MAX_PROPERTY_CHARACTERS - key.length, isCut: false }
    const property = readProperty(value, key, budget)
    if (property === undefined) continue
    if (count >= MAX_PROPERTIES || key.length >= MAX_PROPERTY_CHARACTERS) {
      isCut = true
      continue
    }
    const part = copyBounded(property, budget)
    isCut ||= budget.isCut
    if (part === undefined) continue
    put(copy, key, part)
    count += 1
  }
  return { copy, isCut }
}
