import { expect, it } from 'vitest'
import { decodeBase64url, encodeBase64url } from './base64url.ts'

// Source: RFC 4648, section 10, and the two characters that section 5 replaces.
it.each([
  ['', ''],
  ['f', 'Zg'],
  ['fo', 'Zm8'],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg'],
  ['fooba', 'Zm9vYmE'],
  ['foobar', 'Zm9vYmFy'],
  ['\xfb\xff', '-_8'],
])('writes %j as %j, and back', (binary, text) => {
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  expect(encodeBase64url(bytes)).toBe(text)
  expect(decodeBase64url(text)).toEqual(bytes)
})

it.each([['Z'], ['Zg=='], ['Zh'], ['Zm9='], ['+/8'], ['Zm9vY'], ['Zm 9']])('refuses %j', (text) => {
  expect(decodeBase64url(text)).toBeUndefined()
})
