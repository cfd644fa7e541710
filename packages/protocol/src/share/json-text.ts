import { decodeBase64url, encodeBase64url } from '../base64url.ts'
import { parseJson } from '../parse-json.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/**
 * Writes JSON as text that an address leaves as it is: in UTF-8 and base64url. Not compressed: what addresses carry is
 * mostly too short to gain by it, and could then not be read synchronously.
 *
 * @param value anything that `JSON.stringify` writes as an object, an array, or a literal.
 * @throws TypeError when it is not JSON, because it contains itself.
 * @example encodeJsonText({ hero: '🪁' }) // 'eyJoZXJvIjoi8J-qgSJ9'
 */
export function encodeJsonText(value: unknown): string {
  // JSON escapes lone surrogates, which UTF-8 has no bytes for.
  return encodeBase64url(encodeUtf8(JSON.stringify(value)))
}

/**
 * Reads what {@link encodeJsonText} wrote; total for any text.
 *
 * @returns `undefined` where it is none, or only a part of one.
 * @example decodeJsonText('eyJoZXJvIjoi8J-qgSJ9') // { hero: '🪁' }
 */
export function decodeJsonText(text: string): unknown {
  const bytes = decodeBase64url(text)
  const json = bytes && decodeUtf8(bytes)
  return json === undefined ? undefined : parseJson(json)
}
