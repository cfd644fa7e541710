/** The longest text of one value that a list shows. */
export const MAX_ROW_TEXT = 200

/** The longest text of one value that is shown in full; a page can send far more than anybody reads. */
export const MAX_DETAIL_TEXT = 100_000

/**
 * Writes a value on one line, as in code.
 *
 * @example valueText('sale') // '"sale"'
 */
export function valueText(value: unknown, maxLength: number = MAX_ROW_TEXT): string {
  return clipText(JSON.stringify(value) ?? '', maxLength)
}

/** Writes a value for reading and editing: JSON with two spaces, but a string without its quotes. */
export function editableText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
}

/**
 * Shortens a text from outside to what can be drawn.
 *
 * @param maxLength in UTF-16 code units. Minimum: 1.
 */
export function clipText(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`
}

/** An address without the part that all frames of a page tend to share. */
export function withoutProtocol(url: string): string {
  return url.replace(/^https?:\/\//, '')
}
