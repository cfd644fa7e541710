import { expect, it } from 'vitest'
import { isSameValue } from './same-value.ts'

it.each([
  [1, 1],
  [
    { a: 1, b: [2] },
    { b: [2], a: 1 },
  ],
  [undefined, undefined],
])('%j is %j', (a, b) => {
  expect(isSameValue(a, b)).toBe(true)
})

it.each([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: undefined }, { b: undefined }],
  [
    [1, 2],
    [2, 1],
  ],
  [[], {}],
  [null, {}],
  ['1', 1],
  [{ toString: 1 }, { a: 1 }],
])('%j is not %j', (a, b) => {
  expect([isSameValue(a, b), isSameValue(b, a)]).toEqual([false, false])
})
