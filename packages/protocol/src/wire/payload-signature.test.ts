import { expect, it } from 'vitest'
import { addSignature, splitSignature } from './payload-signature.ts'

const signature = Uint8Array.of(0, 255, 16)

it('adds a signature that others read as one property more, and takes it off again', () => {
  const json = '{"revision":"l.1","flagSet":{"flags":{"a":"ä\\n\\"x\\",\\"signature\\":\\"AAAA\\"}"}}}'
  const text = addSignature(json, signature)
  expect(JSON.parse(text)).toEqual({ ...JSON.parse(json), signature: 'AP8Q' })
  expect(splitSignature(text)).toEqual({ signed: json, signature })
})

it('takes the last one of several', () => {
  const once = addSignature('{"a":1}', signature)
  expect(splitSignature(addSignature(once, Uint8Array.of(1)))).toEqual({
    signed: once,
    signature: Uint8Array.of(1),
  })
})

it.each([
  '',
  '{}',
  '{"a":1}',
  '{"signature":"AP8Q"}',
  '{"a":1,"signature":"AP8Q"} ',
  '{"a":1,"signature":"AP9"}',
  '{"a":1,"signature":"A+/Q"}',
  '{"a":1,"signature": "AP8Q"}',
  '{"a":1,"signature":"AP8Q","b":2}',
  '{"a":{"b":1,"signature":"AP8Q"}}',
  '{"a":"\\",\\"signature\\":\\"AP8Q"}',
])('finds none in %s', (text) => {
  expect(splitSignature(text)).toBeUndefined()
})
