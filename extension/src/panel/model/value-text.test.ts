import { describe, expect, it } from 'vitest'
import { clipText, editableText, valueText } from './value-text.ts'

describe('values as text', () => {
  it('writes a value on one line, as in code', () => {
    expect([true, 'a\nb', { a: [1] }, undefined].map((value) => valueText(value))).toEqual([
      'true',
      '"a\\nb"',
      '{"a":[1]}',
      '',
    ])
  })

  it('clips what is too long to draw', () => {
    expect(valueText('x'.repeat(500))).toHaveLength(200)
    expect(clipText('abcdef', 4)).toBe('abc…')
    expect(clipText('abcd', 4)).toBe('abcd')
  })

  it('writes a value for editing: text without quotes, JSON on several lines', () => {
    expect(editableText('say "hi"')).toBe('say "hi"')
    expect(editableText({ a: 1 })).toBe('{\n  "a": 1\n}')
  })
})
