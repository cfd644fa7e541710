import { addShare, encodeShare } from '@halyard/protocol/share'
import { expect, it } from 'vitest'
import { parsePersona } from './parse-persona.ts'

const CONTEXT = { targetingKey: 'crew-1', plan: 'crew' }
const SHARE = encodeShare({ overrides: new Map([['hero', 'bold']]), context: CONTEXT, name: 'Crew' })

it('reads a context', () => {
  const value = { name: 'Cleo', context: CONTEXT }
  expect(parsePersona(' Cleo ', JSON.stringify(CONTEXT), 0)).toEqual({ ok: true, value })
})

it.each([SHARE, addShare('https://shop.example/cart', SHARE)])('reads the context of a share: %s', (text) => {
  expect(parsePersona('', text, 0)).toEqual({ ok: true, value: { name: 'Crew', context: CONTEXT } })
  expect(parsePersona('Cleo', text, 0)).toMatchObject({ value: { name: 'Cleo' } })
})

it.each([
  ['', '{}', 'a name'],
  ['Cleo', '[]', 'an object'],
  ['Cleo', '{', 'Not JSON yet'],
  ['Cleo', '{"targetingKey":1}', 'is a string'],
  ['Cleo', '1.e', 'This share is not taken'],
  ['Cleo', encodeShare({ overrides: new Map() }), 'nothing about a context'],
])('says what is wrong with %j %s', (name, text, problem) => {
  expect(parsePersona(name, text, 0)).toEqual({ ok: false, problem: expect.stringContaining(problem) })
})
