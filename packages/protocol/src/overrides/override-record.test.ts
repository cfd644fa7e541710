import { describe, expect, it } from 'vitest'
import { formatOverrides, type OverrideEntry, parseOverrides } from './override-record.ts'

const NOW = 1_000

describe('override record', () => {
  it('gives back every value with its type and its expiry', () => {
    const overrides = new Map<string, OverrideEntry>([
      ['off', { value: false }],
      ['empty', { value: '' }],
      ['zero', { value: 0 }],
      ['object', { value: { title: 'Grüezi 👋', tags: ['a'] } }],
      ['trial', { value: true, expiresAtMs: NOW + 1 }],
      ['__proto__', { value: true }],
    ])
    expect(parseOverrides(formatOverrides(overrides), NOW)).toEqual(overrides)
  })

  it('is the empty text when there is nothing to keep', () => {
    expect(formatOverrides(new Map())).toBe('')
    expect(parseOverrides('', NOW).size).toBe(0)
    expect(parseOverrides(null, NOW).size).toBe(0)
  })

  it('leaves out what has expired, from its instant on', () => {
    const text = formatOverrides(new Map([['trial', { value: true, expiresAtMs: NOW }]]))
    expect(parseOverrides(text, NOW - 1).has('trial')).toBe(true)
    expect(parseOverrides(text, NOW).has('trial')).toBe(false)
  })

  it.each([
    ['cut off', '{"version":2,"overr'],
    ['another version', '{"version":1,"overrides":{"a":true}}'],
    ['another shape', '{"version":2,"overrides":[true]}'],
    ['a bare value', 'true'],
  ])('is taken for nothing when it is damaged: %s', (_, text) => {
    expect(parseOverrides(text, NOW).size).toBe(0)
  })

  it.each([
    ['a value that no flag can have', { value: null }],
    ['no value', {}],
    ['no entry', 1],
    ['an expiry that is no instant', { value: 1, expiresAtMs: 'tomorrow' }],
    ['an expiry that JSON could not hold', { value: 1, expiresAtMs: null }],
  ])('loses only the entry with %s', (_, bad) => {
    const text = JSON.stringify({ version: 2, overrides: { bad, good: { value: 1 } } })
    expect(parseOverrides(text, NOW)).toEqual(new Map([['good', { value: 1 }]]))
  })
})
