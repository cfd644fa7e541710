import { expect, it } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const nowMs = Date.UTC(2024, 1, 7, 12, 0, 0)

it.each([
  ['0', 0],
  ['120', 120_000],
  [' 7 ', 7000],
  ['Wed, 07 Feb 2024 12:00:30 GMT', 30_000],
  ['2024-02-07T12:01:00Z', 60_000],
  ['2024-02-07T11:00:00Z', 0],
  ['99999999999', 3_600_000],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('reads %j as %s ms', (header, delayMs) => {
  expect(retryAfterMs(header, nowMs)).toBe(delayMs)
})
