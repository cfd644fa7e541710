import type { ContextValue } from '@halyard/schema'
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'

/** JSON that a person typed, or what is wrong with it and where. */
export type ParsedJson =
  | { readonly ok: true; readonly value: ContextValue }
  | { readonly ok: false; readonly problem: string }

/**
 * Reads JSON that a person typed.
 *
 * @example parseJsonText('{"a":\n}') // { ok: false, problem: 'Not valid JSON: value expected at line 2, column 1.' }
 */
export function parseJsonText(text: string): ParsedJson {
  if (text.trim() === '') return { ok: false, problem: 'Type a JSON value.' }
  try {
    return { ok: true, value: JSON.parse(text) as ContextValue }
  } catch (error) {
    return { ok: false, problem: `Not valid JSON: ${firstFault(text) ?? (error as Error).message}.` }
  }
}

/** Engines do not always say where; and where they do, they count characters, and people count lines. */
function firstFault(text: string): string | undefined {
  const errors: ParseError[] = []
  parse(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (!first) return undefined
  const what = printParseErrorCode(first.error)
    .replaceAll(/\B([A-Z])/g, ' $1')
    .toLowerCase()
  const before = text.slice(0, first.offset).split('\n')
  return `${what} at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}
