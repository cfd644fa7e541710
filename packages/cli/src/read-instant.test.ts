import { expect, it } from 'vitest'
import { readInstant } from './read-instant.ts'

const NOW_MS = Date.parse('2026-12-01T09:00:00Z')

it.each([
  ['+90m', '2026-12-01T10:30:00.000Z'],
  ['+24h', '2026-12-02T09:00:00.000Z'],
  ['+3d', '2026-12-04T09:00:00.000Z'],
  ['2026-12-04T09:00:00+01:00', '2026-12-04T09:00:00+01:00'],
  ['+1w', '+1w'],
  ['soon', 'soon'],
])('reads %s as %s', (text, instant) => {
  expect(readInstant(text, NOW_MS)).toBe(instant)
})
