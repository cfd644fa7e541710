import { describe, expect, it } from 'vitest'
import { parseOverride } from './parse-override.ts'

describe('parseOverride', () => {
  it.each([
    ['plain "text"', 'string', 'plain "text"'],
    ['', 'string', ''],
    [' 12.5 ', 'number', 12.5],
    ['-1e3', 'number', -1000],
    ['true', 'boolean', true],
    ['{"a":[1]}', 'object', { a: [1] }],
    ['["card"]', 'object', ['card']],
    ['"text"', undefined, 'text'],
    ['3', undefined, 3],
  ] as const)('reads %j as a %s', (text, type, value) => {
    expect(parseOverride(text, type)).toEqual({ ok: true, value })
  })

  it.each([
    ['', 'number', 'This flag holds a number, such as 12 or 0.5.'],
    ['Infinity', 'number', 'This flag holds a number, such as 12 or 0.5.'],
    ['3', 'object', 'This flag holds an object or a list: { … } or [ … ].'],
    ['1', 'boolean', 'This flag holds true or false.'],
    ['null', undefined, 'A flag cannot be null.'],
    [' ', 'object', 'Type a JSON value.'],
  ] as const)('says why %j is no %s', (text, type, problem) => {
    expect(parseOverride(text, type)).toEqual({ ok: false, problem })
  })

  it('names the line and the column where JSON breaks', () => {
    const parsed = parseOverride('{\n  "a": 1,\n  b: 2\n}', 'object')
    expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining('at line 3, column 3.') })
  })
})
