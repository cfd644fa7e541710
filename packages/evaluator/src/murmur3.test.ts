import { describe, expect, it } from 'vitest'
import { hashPrefix, murmur3 } from './murmur3.ts'

/** Hashes made by an implementation of another language over the text's UTF-8 bytes. */
const KNOWN: readonly [string, number][] = [
  ['', 0],
  ['a', 1009084850],
  ['ab', 2613040991],
  ['abc', 3017643002],
  ['abcd', 1139631978],
  ['hello, world', 345750399],
  ['The quick brown fox jumps over the lazy dog', 776992547],
  ['Zoë', 2255564058],
  ['ééééééé', 3336746681],
  ['東京', 2529104194],
  ['🎏🎏', 863502777],
  ['a🎏b', 2162866933],
]

describe('[E34] murmur3', () => {
  it.each(KNOWN)('hashes %j', (text, hash) => {
    expect(murmur3(text)).toBe(hash)
  })

  it('takes half of a surrogate pair for U+FFFD, as encoders do', () => {
    expect(murmur3('\ud83c')).toBe(3063719617)
    expect(murmur3('\ufffd')).toBe(3063719617)
    expect(murmur3('x\udf8fy')).toBe(3950127000)
  })

  it('goes on after a prefix, wherever the text is cut between characters', () => {
    for (const [text, hash] of KNOWN) {
      const characters = Array.from(text)
      for (let cut = 0; cut <= characters.length; cut++) {
        const prefix = hashPrefix(characters.slice(0, cut).join(''))
        expect(murmur3(characters.slice(cut).join(''), prefix)).toBe(hash)
      }
    }
  })
})
