import { isJsonObject } from '@halyard/schema'

/** What a page answers an embedding page with that it does not allow, and that knows nothing else of it then. */
export const NOT_ALLOWED = { halyard: 'devtools', type: 'not-allowed' } as const

/**
 * Whether a message says that the page does not allow who asked.
 *
 * @example isNotAllowed({ halyard: 'devtools', type: 'not-allowed' }) // true
 */
export function isNotAllowed(value: unknown): boolean {
  return isJsonObject(value) && value.halyard === NOT_ALLOWED.halyard && value.type === NOT_ALLOWED.type
}
