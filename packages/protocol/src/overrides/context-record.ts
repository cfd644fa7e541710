import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import { parseJson } from '../parse-json.ts'

/** The key under which a tab's `sessionStorage` keeps the context that somebody set in place of the page's. */
export const CONTEXT_STORAGE_KEY = 'halyard:context'

const VERSION = 1

/**
 * Writes a context as text, for storage. `""` where there is none.
 *
 * @example sessionStorage.setItem(CONTEXT_STORAGE_KEY, formatContext({ targetingKey: 'u1' }))
 */
export function formatContext(context: EvaluationContext | undefined): string {
  return context ? JSON.stringify({ version: VERSION, context }) : ''
}

/**
 * Reads what {@link formatContext} wrote; anything may have written to this storage.
 *
 * @param text what was stored, `null` when nothing was.
 * @returns `undefined` where there is no context in it: nothing, damaged, or of another version.
 * @example parseContext(sessionStorage.getItem(CONTEXT_STORAGE_KEY)) // { targetingKey: 'u1' }
 */
export function parseContext(text: string | null): EvaluationContext | undefined {
  const record = parseJson(text ?? '')
  return isJsonObject(record) && record.version === VERSION ? readContext(record.context) : undefined
}

/**
 * Reads an evaluation context that anybody may have written.
 *
 * @returns `undefined` where it is none.
 */
export function readContext(value: unknown): EvaluationContext | undefined {
  if (!isJsonObject(value)) return undefined
  const { targetingKey } = value
  const isSound = targetingKey === undefined || typeof targetingKey === 'string'
  return isSound ? (value as EvaluationContext) : undefined
}
