import { expect, it } from 'vitest'
import { wantsColors } from './terminal.ts'

it('paints only on a terminal that wants it', () => {
  expect(wantsColors(true, {})).toBe(true)
  expect(wantsColors(false, {})).toBe(false)
  expect(wantsColors(false, { FORCE_COLOR: '', CI: 'true' })).toBe(false)
  expect(wantsColors(true, { NO_COLOR: '1' })).toBe(false)
  expect(wantsColors(true, { NO_COLOR: '' })).toBe(true)
  expect(wantsColors(true, { TERM: 'dumb' })).toBe(false)
})
