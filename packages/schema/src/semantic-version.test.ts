import { expect, it } from 'vitest'
import { parseSemanticVersion } from './semantic-version.ts'

it.each<[string, string[]]>([
  ['1.2.3', ['1', '2', '3']],
  ['v1.2.3', ['1', '2', '3']],
  ['V1', ['1', '0', '0']],
  ['1.2', ['1', '2', '0']],
  ['1.2.3-rc.1+build.5', ['1', '2', '3', 'rc', '1']],
  ['1.2.3+build', ['1', '2', '3']],
  ['1.0.0--', ['1', '0', '0', '-']],
  ['99999999999999999999.0.0', ['99999999999999999999', '0', '0']],
])('reads %s', (text, parts) => {
  expect(parseSemanticVersion(text)).toEqual(parts)
})

it.each([
  '',
  'v',
  'vv1.0.0',
  '1.',
  '01.0.0',
  '1.0.0.0',
  '1.0.0-',
  '1.0.0-01',
  '1.0.0-a..b',
  '1.0.0+',
  ' 1.0.0',
  '1-rc',
])('refuses %j', (text) => {
  expect(parseSemanticVersion(text)).toBeNull()
})
