import { type FlagValue, type FlagValueType, flagValueType } from '@halyard/schema'

/** What a person typed, read as a value; or why it cannot be read. */
export type ParsedOverride =
  | { readonly ok: true; readonly value: FlagValue }
  | { readonly ok: false; readonly problem: string }

/** A place in a text. Both count from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/**
 * Reads what a person typed as a value for a flag.
 *
 * @param type the flag's type; without it any JSON value that a flag can hold is accepted.
 * @param findBreak where JSON breaks, asked where the engine does not say.
 * @example parseOverride('12.5', 'number') // { ok: true, value: 12.5 }
 */
export function parseOverride(
  text: string,
  type: FlagValueType | undefined,
  findBreak: () => TextPlace | null = () => null,
): ParsedOverride {
  if (type === 'string') return { ok: true, value: text }
  if (type === 'number') return parseNumber(text.trim())
  const parsed = parseJson(text, findBreak)
  if (!parsed.ok || type === undefined || flagValueType(parsed.value) === type) return parsed
  const wanted = type === 'object' ? 'an object or a list: { … } or [ … ]' : 'true or false'
  return { ok: false, problem: `This flag holds ${wanted}.` }
}

function parseNumber(text: string): ParsedOverride {
  const value = Number(text)
  return text !== '' && Number.isFinite(value)
    ? { ok: true, value }
    : { ok: false, problem: 'This flag holds a number, such as 12 or 0.5.' }
}

function parseJson(text: string, findBreak: () => TextPlace | null): ParsedOverride {
  if (text.trim() === '') return { ok: false, problem: 'Type a JSON value.' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { ok: false, problem: `Not valid JSON. ${describeSyntaxError(error, text, findBreak)}` }
  }
  return flagValueType(value)
    ? { ok: true, value: value as FlagValue }
    : { ok: false, problem: 'A flag cannot be null.' }
}

/** The engine counts characters; people count lines. */
function describeSyntaxError(error: unknown, text: string, findBreak: () => TextPlace | null): string {
  const message = error instanceof Error ? error.message : String(error)
  const position = /at position (\d+)/.exec(message)?.[1]
  const place = position === undefined ? findBreak() : placeOf(text, Number(position))
  if (!place) return message
  const what = message.split(/ in JSON at position|, /)[0]
  return `${what} at line ${place.line}, column ${place.column}.`
}

function placeOf(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
