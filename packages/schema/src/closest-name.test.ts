import { expect, it } from 'vitest'
import { closestName } from './closest-name.ts'

it.each([
  ['start_with', ['ends_with', 'starts_with'], 'starts_with'],
  ['Enabled', ['ENABLED', 'DISABLED'], 'ENABLED'],
  ['colour', ['color', 'size'], 'color'],
])('takes %s for one of %j', (name, candidates, closest) => {
  expect(closestName(name, candidates)).toBe(closest)
})

it('suggests nothing that is three characters away', () => {
  expect(closestName('abcdef', ['abcxyz'])).toBeUndefined()
})

it('suggests nothing that shares no character', () => {
  expect(closestName('x', ['<', 'on'])).toBeUndefined()
})

it('prefers the nearer candidate over the earlier one', () => {
  expect(closestName('banner', ['bannres', 'banners'])).toBe('banners')
})

it('costs nothing for a name that is too long to be a slip', () => {
  expect(closestName('x'.repeat(1_000_000), ['x'.repeat(999_999)])).toBeUndefined()
})
