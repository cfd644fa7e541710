import { expect, it } from 'vitest'
import { ownSize } from './own-size.ts'

it.each<[string, unknown, number]>([
  ['an operation', { '!': [1, 2] }, 1],
  ['an object that says how long it is', { length: 1_000, x: 1 }, 1],
  ['an empty list', [], 1],
  ['a list of 64', Array.from({ length: 64 }, () => 'x'.repeat(64)), 3],
  ['a text of 31 code units', 'x'.repeat(31), 0],
  ['a text of 64 code units', 'x'.repeat(64), 2],
  ['a number', 1e9, 0],
  ['null', null, 0],
])('[L3] counts %s', (_, part, size) => {
  expect(ownSize(part)).toBe(size)
})
