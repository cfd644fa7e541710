import type { FlagSetChanges } from '@halyard/schema'
import { applyEdits, modify } from 'jsonc-parser'

/**
 * Applies changes to the text of a flag file. What they do not speak of keeps its formatting; what they write is indented as
 * the file is.
 *
 * @param text valid JSON, its flags an object by key.
 * @example editFlagFile(text, { flags: { old: null } }) // the same text without the flag "old"
 */
export function editFlagFile(
  text: string,
  { flags = {}, $evaluators = {}, ...whole }: FlagSetChanges,
): string {
  const edits: readonly (readonly [path: readonly string[], value: unknown])[] = [
    ...Object.entries(flags).map(([key, flag]) => [['flags', key], flag] as const),
    ...Object.entries($evaluators).map(([name, rule]) => [['$evaluators', name], rule] as const),
    ...Object.entries(whole).map(([name, part]) => [[name], part] as const),
  ]
  const formattingOptions = { ...indentationOf(text), eol: /\r?\n/.exec(text)?.[0] ?? '\n' }
  return edits.reduce(
    // null is for what is removed, and jsonc-parser removes what is undefined
    (edited, [path, value]) =>
      applyEdits(edited, modify(edited, [...path], value ?? undefined, { formattingOptions })),
    text,
  )
}

function indentationOf(text: string): { readonly insertSpaces: boolean; readonly tabSize: number } {
  const [, indentation = '  '] = /^[ \t]*\{\r?\n([ \t]+)/.exec(text) ?? []
  return { insertSpaces: !indentation.includes('\t'), tabSize: indentation.length }
}
