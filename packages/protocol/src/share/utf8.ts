/**
 * Writes text as UTF-8. This room has no `TextEncoder`; percent-encoding is part of the language.
 *
 * @param text without lone surrogates.
 * @throws URIError when there is one.
 */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const parts = encodeURIComponent(text).match(/%..|./g) ?? []
  return Uint8Array.from(parts, (part) =>
    part.length === 1 ? part.charCodeAt(0) : Number.parseInt(part.slice(1), 16),
  )
}

/**
 * Reads UTF-8.
 *
 * @returns `undefined` where the bytes are none: cut off within a character, overlong, or a surrogate.
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    // A URIError: these bytes are no UTF-8.
    return undefined
  }
}
