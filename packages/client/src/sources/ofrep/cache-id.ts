/**
 * Shortens any text to an id of 16 hexadecimal digits, so that neither who is asked for nor a key is readable where it
 * is used. Two texts with the same id are as unlikely as two equal 64-bit numbers; it is no protection against somebody
 * who looks for them.
 * Source: FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/, beside the multiplicative hash of Knuth (TAOCP 6.4).
 *
 * @example `${baseUrl}#${cacheId(JSON.stringify(context))}`
 */
export function cacheId(text: string): string {
  let fnv = 0x811c9dc5
  let knuth = text.length
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    fnv = Math.imul(fnv ^ code, 0x01000193)
    knuth = Math.imul((knuth ^ code) + 0x9e3779b1, 0x85ebca6b)
    knuth ^= knuth >>> 15
  }
  return [fnv, knuth].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

/** JSON text that is the same for objects that differ only in the order of their keys. */
export function orderedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
