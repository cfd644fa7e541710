/** A hash that more text can be added to. */
export interface HashState {
  readonly hash: number
  /** The bytes that do not fill a block of four yet, lowest first. */
  readonly block: number
  /** How many bytes were added so far. */
  readonly length: number
}

const EMPTY: HashState = { hash: 0, block: 0, length: 0 }

/**
 * MurmurHash3, x86, 32 bits, seed 0, over the UTF-8 bytes of a text. Half of a surrogate pair counts as U+FFFD, as
 * every encoder has it. Nothing is allocated.
 * Source of the algorithm and its constants: Austin Appleby, SMHasher, `MurmurHash3_x86_32` (public domain).
 *
 * @param after the state after an earlier part of the text, from {@link hashPrefix}.
 * @returns an unsigned 32-bit integer.
 */
export function murmur3(text: string, after: HashState = EMPTY): number {
  return hashText(text, after, true) as number
}

/** The state after a text that others are to follow, so that a common beginning is hashed only once. */
export function hashPrefix(text: string): HashState {
  return hashText(text, EMPTY, false) as HashState
}

function hashText(text: string, after: HashState, isEnd: boolean): number | HashState {
  let { hash, block, length } = after
  for (let index = 0; index < text.length; index++) {
    let code = text.codePointAt(index) as number
    if (code > 0xffff) index++
    else if ((code & 0xf800) === 0xd800) code = 0xfffd
    // how many bits of the code point come after its first byte, six in each byte
    let bits = code < 0x80 ? 0 : code < 0x800 ? 6 : code < 0x10000 ? 12 : 18
    let byte = (bits && 256 - (128 >> (bits / 6))) | (code >> bits)
    for (;;) {
      block |= byte << (length << 3)
      length++
      if ((length & 3) === 0) {
        hash ^= scramble(block)
        hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
        block = 0
      }
      if (bits === 0) break
      bits -= 6
      byte = 0x80 | ((code >> bits) & 0x3f)
    }
  }
  if (!isEnd) return { hash, block, length }
  hash ^= scramble(block) ^ length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51)
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593)
}
