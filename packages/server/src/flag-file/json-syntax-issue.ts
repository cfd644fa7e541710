import type { FlagSetIssue } from '@halyard/schema'
import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser'
import type { TextSpan } from './locate-issue.ts'

/** An issue of the text itself, and the part of the text that it is about. */
export interface JsonSyntaxIssue {
  readonly span: TextSpan
  readonly issue: FlagSetIssue
}

/** What would be valid in the place of an error, and how to get there. Keys: jsonc-parser 3's error codes. */
const REMEDIES: { readonly [code: string]: readonly [expected: string, fix: string] } = {
  InvalidSymbol: [
    'a JSON value: an object, an array, a string in double quotes, a number, true, false or null',
    'Put text into double quotes, and remove what is not JSON.',
  ],
  InvalidNumberFormat: ['a number such as 1, -0.5 or 2e10', 'Write the number out.'],
  PropertyNameExpected: [
    'a property name in double quotes',
    'Add a property, or remove the comma before this place: JSON allows none after the last property.',
  ],
  ValueExpected: [
    'a value',
    'Add a value, or remove the comma or colon before this place: JSON allows no comma after the last entry.',
  ],
  ColonExpected: ['a colon after the property name', 'Write a colon between the name and its value.'],
  CommaExpected: [
    'a comma, or the end of the object or array',
    'Write a comma after the entry before this place.',
  ],
  CloseBraceExpected: [
    'a closing brace }',
    'Close the object that is still open, or finish writing the file.',
  ],
  CloseBracketExpected: [
    'a closing bracket ]',
    'Close the array that is still open, or finish writing the file.',
  ],
  EndOfFileExpected: ['the end of the file', 'Remove what follows the closing brace.'],
  InvalidCommentToken: [
    'JSON, which has no comments',
    'Remove the comment, or move its text into "metadata".',
  ],
  UnexpectedEndOfString: [
    'a string that ends on its line',
    'Close the string with a double quote; a line break in it is written \\n.',
  ],
  UnexpectedEndOfNumber: ['a digit', 'Finish the number, or remove its last character.'],
  InvalidUnicode: [
    'four hexadecimal digits after \\u',
    'Write the escape in full, such as \\u00e9, or the character itself.',
  ],
  InvalidEscapeCharacter: [
    'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
    'Remove the backslash, or double it.',
  ],
  InvalidCharacter: [
    'text without control characters',
    'Remove the character, or write it as an escape such as \\n or \\u0000.',
  ],
}
const REMEDY_OF_ANY: readonly [string, string] = ['valid JSON', 'Correct the JSON at this place.']

/**
 * Says where a text stops being JSON. Only the first place counts: what follows is mostly its consequence.
 *
 * @param text what `JSON.parse` refused. @param refusal the message of its error.
 */
export function findJsonSyntaxIssue(text: string, refusal: string): JsonSyntaxIssue {
  let first: { code: ParseErrorCode; offset: number; length: number } | undefined
  visit(
    text,
    { onError: (code, offset, length) => (first ??= { code, offset, length }) },
    { disallowComments: true },
  )
  // jsonc-parser accepts nothing that JSON.parse refuses, as far as is known; if it does, the place is unknown
  const { code, offset, length } = first ?? { code: undefined, offset: 0, length: 0 }
  // what follows a complete document is out of place, whether or not it is JSON itself
  const name =
    code === undefined ? '' : isAfterDocument(text, offset) ? 'EndOfFileExpected' : printParseErrorCode(code)
  const [expected, fix] = REMEDIES[name] ?? REMEDY_OF_ANY
  const part = text.slice(offset, offset + length)
  if (first && part.trim() === '') {
    // an end is best seen where the text ends, not on an empty line below
    const span = { offset: text.trimEnd().length, length: 1 }
    return { span, issue: { severity: 'error', pointer: '', found: 'the end of the file', expected, fix } }
  }
  const found = first ? shorten(part) : refusal
  return { span: { offset, length }, issue: { severity: 'error', pointer: '', found, expected, fix } }
}

function isAfterDocument(text: string, offset: number): boolean {
  try {
    JSON.parse(text.slice(0, offset))
    return true
  } catch {
    // not a document yet: the usual case
    return false
  }
}

/** At most 80 characters, as an issue's `found` is to have. */
function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
