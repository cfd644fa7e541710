import { type FlagValue, type FlagValueType, flagValueType } from '@halyard/schema'

/** What somebody typed, read; or why it cannot be read, in a sentence. */
export type Typed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string }

/**
 * Reads what somebody typed as a value of a flag.
 *
 * @param type the flag's type; where it is not known, any JSON that a flag can be.
 * @example parseTypedValue('12.5', 'number') // { ok: true, value: 12.5 }
 */
export function parseTypedValue(text: string, type: FlagValueType | undefined): Typed<FlagValue> {
  if (type === 'string') return { ok: true, value: text }
  const parsed = parseTypedJson(text)
  if (!parsed.ok) return parsed
  const found = flagValueType(parsed.value)
  if (!found) return { ok: false, problem: 'A flag cannot be null.' }
  if (type !== undefined && found !== type) {
    return {
      ok: false,
      problem: `This flag holds ${type === 'object' ? 'an object or a list' : `a ${type}`}.`,
    }
  }
  return { ok: true, value: parsed.value as FlagValue }
}

/**
 * Reads what somebody typed as JSON.
 *
 * @example parseTypedJson('{') // { ok: false, problem: 'Not JSON yet: Expected property name or …' }
 */
export function parseTypedJson(text: string): Typed<unknown> {
  if (text.trim() === '') return { ok: false, problem: 'Type a value as JSON.' }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, problem: `Not JSON yet: ${(error as Error).message}.` }
  }
}
