/** A hash after a text of which whole blocks of four bytes are mixed in. */
export interface AsciiFold {
  readonly hash: number
  /** The up to three bytes that are left over, lowest first. */
  readonly block: number
  readonly length: number
}

/** Mixes in a text that others are to follow. */
export function foldAscii(text: string): AsciiFold {
  const whole = text.length & ~3
  let hash = 0
  for (let index = 0; index < whole; index += 4) hash = mix(hash, blockAt(text, index))
  let block = 0
  for (let index = whole; index < text.length; index++) block |= text.charCodeAt(index) << ((index & 3) << 3)
  return { hash, block, length: text.length }
}

/**
 * MurmurHash3, x86, 32 bits, seed 0, of an ASCII text that follows another one. Wrong for every other text.
 * Source of the algorithm and its constants: Austin Appleby, SMHasher, `MurmurHash3_x86_32` (public domain).
 *
 * @returns an unsigned 32-bit integer.
 */
export function hashAscii(text: string, after: AsciiFold): number {
  let { hash, block } = after
  let index = 0
  let filled = after.length & 3
  if (filled > 0) {
    while (filled < 4 && index < text.length) block |= text.charCodeAt(index++) << (filled++ << 3)
    if (filled === 4) {
      hash = mix(hash, block)
      block = 0
      filled = 0
    }
  }
  for (; index + 4 <= text.length; index += 4) hash = mix(hash, blockAt(text, index))
  while (index < text.length) block |= text.charCodeAt(index++) << (filled++ << 3)
  hash ^= scramble(block) ^ (after.length + text.length)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function blockAt(text: string, index: number): number {
  return (
    text.charCodeAt(index) |
    (text.charCodeAt(index + 1) << 8) |
    (text.charCodeAt(index + 2) << 16) |
    (text.charCodeAt(index + 3) << 24)
  )
}

function mix(hash: number, block: number): number {
  const mixed = hash ^ scramble(block)
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51)
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593)
}
