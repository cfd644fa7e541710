import { describe, expect, it } from 'vitest'
import { fieldText, spanEnd, timeLeft } from './override-span.ts'

const MINUTE_MS = 60_000
const NOON = new Date(2026, 10, 28, 12, 0, 30).getTime()

describe('the end of a span', () => {
  it.each([
    ['reset', undefined],
    ['quarter', NOON + 15 * MINUTE_MS],
    ['hour', NOON + 60 * MINUTE_MS],
    ['tonight', new Date(2026, 10, 29).getTime()],
    [NOON + 1, NOON + 1],
  ] as const)('of %s', (span, end) => {
    expect(spanEnd(span, NOON)).toBe(end)
  })

  it('can be written into a field, in the time zone of this machine', () => {
    expect(fieldText(NOON)).toBe('2026-11-28T12:00')
    expect(new Date(fieldText(NOON)).getTime()).toBe(NOON - 30_000)
  })
})

describe('the time that is left', () => {
  it.each([
    [14 * MINUTE_MS, '14 min', MINUTE_MS],
    [13 * MINUTE_MS + 1, '14 min', 1],
    [90_000, '90 s', 1_000],
    [90_001, '2 min', 30_001],
    [90 * MINUTE_MS + 1, '2 h', 30 * MINUTE_MS + 1],
    [72 * 60 * MINUTE_MS, '3 d', 24 * 60 * MINUTE_MS],
    [0, '0 s', Number.POSITIVE_INFINITY],
    [-5, '0 s', Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, '∞', Number.POSITIVE_INFINITY],
    [Number.NaN, '∞', Number.POSITIVE_INFINITY],
    [1e300, '∞', Number.POSITIVE_INFINITY],
  ])('%d ms is %s for another %d ms', (leftMs, text, nextMs) => {
    expect(timeLeft(leftMs)).toEqual({ text, nextMs })
  })
})
