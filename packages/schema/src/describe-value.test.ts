import { expect, it } from 'vitest'
import { describeValue } from './describe-value.ts'

it.each([
  [undefined, 'nothing'],
  [null, 'null'],
  [true, 'true'],
  [12.5, '12.5'],
  ['on', '"on"'],
  [[], 'an empty list'],
  [[1, 2], 'a list of 2'],
  [{}, 'an empty object'],
  [{ on: true }, 'an object with "on"'],
  [{ on: true, off: false }, 'an object with "on" and 1 more'],
])('shows %j as %s', (value, text) => {
  expect(describeValue(value)).toBe(text)
})

it.each([['x'.repeat(10_000)], ['"'.repeat(79)], [{ ['k'.repeat(10_000)]: 1, other: 2 }], [10n ** 200n]])(
  'stays within 80 characters',
  (value) => {
    expect(describeValue(value).length).toBeLessThanOrEqual(80)
  },
)

it('marks what it cuts', () => {
  expect(describeValue('x'.repeat(81))).toMatch(/…$/)
})
