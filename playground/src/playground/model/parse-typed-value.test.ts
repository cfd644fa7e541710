import { expect, it } from 'vitest'
import { parseTypedValue } from './parse-typed-value.ts'

it.each([
  ['true', 'boolean', true],
  ['12.5', 'number', 12.5],
  ['12.5', 'string', '12.5'],
  ['', 'string', ''],
  ['{"text":"Hi"}', 'object', { text: 'Hi' }],
  ['[1]', undefined, [1]],
  ['"a"', undefined, 'a'],
] as const)('reads %s as a value of type %s', (text, type, value) => {
  expect(parseTypedValue(text, type)).toEqual({ ok: true, value })
})

it.each([
  ['twelve', 'number', 'Not JSON yet'],
  ['"12"', 'number', 'This flag holds a number.'],
  ['12', 'object', 'an object or a list'],
  ['null', undefined, 'cannot be null'],
  [' ', undefined, 'Type a value'],
  ['{"a":', 'object', 'Not JSON yet'],
] as const)('says why %s is no value of type %s', (text, type, problem) => {
  expect(parseTypedValue(text, type)).toEqual({ ok: false, problem: expect.stringContaining(problem) })
})
