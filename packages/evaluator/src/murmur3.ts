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
 * every encoder has it. Nothing is allocated for a text in ASCII.
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

/** @param isEncoded tells that each character stands for a byte. */
function hashText(text: string, after: HashState, isEnd: boolean, isEncoded?: boolean): number | HashState {
  let { hash, block, length } = after
  let seenBits = 0
  for (let index = 0; index < text.length; index++) {
    const byte = text.charCodeAt(index)
    seenBits |= byte
    // a shift takes its distance modulo 32
    block |= byte << (length << 3)
    length++
    if ((length & 3) === 0) {
      hash ^= scramble(block)
      hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
      block = 0
    }
  }
  // most texts are ASCII, which is its own encoding; to ask once is faster than to ask of each character
  if (seenBits > 0x7f && !isEncoded) return hashText(encodeUtf8(text), after, isEnd, true)
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

/** A text with a character for each byte: the one encoder that the language itself has escapes all that is not ASCII. */
function encodeUtf8(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/%(..)/g, (_, hex) =>
    String.fromCharCode(Number(`0x${hex}`)),
  )
}
