import { expect, it } from 'vitest'
import { formatContext, parseContext } from './context-record.ts'

it('reads what was written, also keys that objects have by themselves', () => {
  const context = JSON.parse('{"targetingKey":"ü","__proto__":{"a":1},"list":[1,null]}')
  expect(JSON.stringify(parseContext(formatContext(context)))).toBe(JSON.stringify(context))
  expect(parseContext(formatContext({}))).toEqual({})
})

it.each([
  ['nothing', null],
  ['no context', formatContext(undefined)],
  ['cut off', formatContext({ a: 1 }).slice(0, -1)],
  ['of another version', '{"version":2,"context":{}}'],
  ['a list', '{"version":1,"context":[]}'],
  ['without a text for a targeting key', '{"version":1,"context":{"targetingKey":7}}'],
])('finds none in what is %s', (_, text) => {
  expect(parseContext(text)).toBeUndefined()
})
