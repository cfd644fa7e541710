import type { FlagValue } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { formatOverrides, parseOverrides } from './override-record.ts'

describe('override record', () => {
  it('gives back every value with its type', () => {
    const overrides = new Map<string, FlagValue>([
      ['off', false],
      ['empty', ''],
      ['zero', 0],
      ['object', { title: 'Grüezi 👋', tags: ['a'] }],
      ['__proto__', true],
    ])
    expect(parseOverrides(formatOverrides(overrides))).toEqual(overrides)
  })

  it('is the empty text when there is nothing to keep', () => {
    expect(formatOverrides(new Map())).toBe('')
    expect(parseOverrides('').size).toBe(0)
    expect(parseOverrides(null).size).toBe(0)
  })

  it.each([
    ['cut off', '{"version":1,"overr'],
    ['another version', '{"version":2,"overrides":{"a":true}}'],
    ['another shape', '{"version":1,"overrides":[true]}'],
    ['a bare value', 'true'],
  ])('is taken for nothing when it is damaged: %s', (_, text) => {
    expect(parseOverrides(text).size).toBe(0)
  })

  it('loses only the entry that no flag can have', () => {
    expect(parseOverrides('{"version":1,"overrides":{"bad":null,"good":1}}')).toEqual(new Map([['good', 1]]))
  })
})
