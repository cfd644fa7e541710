/** Condenses a text that comes in parts. */
export interface TextDigest {
  add(part: string): void
  /** Of everything so far: 16 hexadecimal digits. */
  end(): string
}

/**
 * Creates a digest of 64 bits, enough to tell some thousand pages apart by accident of nobody. It is not made against
 * those who look for two texts with the same digest. Where one part ends and the next begins counts.
 *
 * Source: cyrb53 by bryc, public domain (github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js), both of its
 * halves kept whole.
 *
 * @example const digest = createTextDigest(); digest.add('a'); digest.end()
 */
export function createTextDigest(): TextDigest {
  let high = 0xdeadbeef
  let low = 0x41c6ce57

  function mix(unit: number): void {
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }

  return {
    add(part) {
      for (let index = 0; index < part.length; index += 1) mix(part.charCodeAt(index))
      // No UTF-16 unit: nothing that is in a part.
      mix(0x10000)
    },
    end() {
      const a = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
      const b = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
      return hex(a) + hex(b)
    },
  }
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
