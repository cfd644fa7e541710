import { describe, expect, it } from 'vitest'
import { reasonSentence, reasonWord } from './reason-words.ts'

describe('reasons in the reader’s words', () => {
  it('says who, and which variant', () => {
    expect(reasonSentence({ reason: 'SPLIT', variant: 'b' }, 'user-7')).toBe(
      'A percentage split decided: “user-7” falls into the share of variant “b”.',
    )
    expect(reasonSentence({ reason: 'SPLIT' }, undefined)).toBe(
      'A percentage split decided: this visitor falls into the share of this value.',
    )
  })

  it('tells a default variant from the fallback in the code', () => {
    expect(reasonSentence({ reason: 'DEFAULT', variant: 'off' }, 'u1')).toContain('default variant “off”')
    expect(reasonSentence({ reason: 'DEFAULT' }, 'u1')).toContain('fallback')
  })

  it('passes on a reason of the client’s own, and is not fooled by names of built-in properties', () => {
    expect(reasonWord('RULE_MATCH')).toBe('rule match')
    expect(reasonSentence({ reason: 'constructor' }, 'u1')).toBe(
      'The client gives a reason of its own: constructor.',
    )
  })
})
