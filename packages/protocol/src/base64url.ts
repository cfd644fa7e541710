const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * Writes bytes in the alphabet that an address leaves as it is, without padding.
 * Source: RFC 4648, section 5.
 *
 * @example encodeBase64url(Uint8Array.of(255, 255)) // '__8'
 */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let count = 0
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff
    count += 8
    while (count >= 6) {
      count -= 6
      text += ALPHABET[(bits >> count) & 63]
    }
  }
  return count > 0 ? text + ALPHABET[(bits << (6 - count)) & 63] : text
}

/**
 * Reads what {@link encodeBase64url} wrote.
 *
 * @returns `undefined` for anything else: another character, a length that no bytes have, or bits left over.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let count = 0
  let length = 0
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return undefined
    bits = ((bits << 6) | value) & 0xffff
    count += 6
    if (count >= 8) {
      count -= 8
      bytes[length++] = bits >> count
    }
  }
  return count < 6 && (bits & ((1 << count) - 1)) === 0 ? bytes : undefined
}
