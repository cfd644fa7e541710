import { expect, it } from 'vitest'
import { clockText, durationText } from './time-text.ts'

it('writes times to the millisecond', () => {
  expect(clockText(new Date(2026, 10, 20, 9, 5, 0, 7).getTime())).toBe('09:05:00.007')
})

it.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [1_234, '1.23 s'],
  [12_345, '12.3 s'],
  [61_000, '1 min 1 s'],
  [7_260_000, '2 h 1 min'],
])('writes %d ms as %j', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})
