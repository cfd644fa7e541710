import { randomInt } from 'node:crypto'
import type { FlagValue } from '@halyard/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../base64url.ts'
import { decodeShare, encodeShare, MAX_SHARE_LENGTH, type ShareState } from './share-format.ts'
import { encodeUtf8 } from './utf8.ts'

/** Another one each time, `SEED` in the environment to have one again. */
const SEED = Number(process.env.SEED ?? randomInt(2 ** 31))
const STATES = 1_000
// Generating takes a while on a busy machine.
const LIMIT_MS = 60_000

const text = fc.string({ unit: 'binary' })
const json = fc
  .jsonValue({ maxDepth: 4, stringUnit: 'binary' })
  .map((value) => JSON.parse(JSON.stringify(value)))
const objects = fc.dictionary(text, json, { noNullPrototype: true })
// `+ 0`, because JSON has one zero only.
const flagValue = fc.oneof(
  fc.boolean(),
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  objects,
) as fc.Arbitrary<FlagValue>
const loneSurrogate = fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit))

const states: fc.Arbitrary<ShareState> = fc.record(
  {
    overrides: fc
      .array(fc.tuple(fc.oneof(text, loneSurrogate, fc.constant('__proto__')), flagValue))
      .map((entries) => new Map(entries)),
    context: fc.record({ targetingKey: text, plan: json }, { requiredKeys: [], noNullPrototype: true }),
    name: text,
    note: fc.oneof(text, loneSurrogate),
    expiresAtMs: fc.integer({ min: 0, max: 8.64e15 }),
  },
  { requiredKeys: ['overrides'], noNullPrototype: true },
)

/** A share with this JSON in it. */
const shareOf = (json: string, version = 1) => `${version}.${encodeBase64url(encodeUtf8(json))}`

describe(`with the seed ${SEED}`, { timeout: LIMIT_MS }, () => {
  it(`gives back ${STATES} generated states, in characters that an address leaves as they are`, () => {
    const property = fc.property(states, (state) => {
      const encoded = encodeShare(state)
      expect(encoded).toBe(encodeURIComponent(encoded))
      expect(decodeShare(encoded)).toStrictEqual({ ok: true, share: state })
    })
    fc.assert(property, { seed: SEED, numRuns: STATES })
  })

  it('says of a share that was cut off anywhere that it is none', () => {
    const property = fc.property(
      states,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (state, at) => {
        const encoded = encodeShare(state)
        expect(decodeShare(encoded.slice(0, Math.floor(encoded.length * at)))).toMatchObject({
          code: 'malformed',
        })
      },
    )
    fc.assert(property, { seed: SEED, numRuns: STATES })
  })

  it('reads any text without throwing', () => {
    const texts = fc.oneof(
      text,
      fc.base64String().map((body) => `1.${body}`),
      json.map((value) => shareOf(JSON.stringify(value))),
    )
    fc.assert(
      fc.property(texts, (any) => void decodeShare(any)),
      { seed: SEED, numRuns: STATES },
    )
  })
})

it('stays as it was written: shares lie in bookmarks and in bug reports', () => {
  expect(encodeShare({ overrides: new Map([['hero', 'bold']]) })).toBe('1.eyJvIjp7Imhlcm8iOiJib2xkIn19')
  expect(
    decodeShare(
      '1.eyJvIjp7Imhlcm8iOiLwn46JIn0sImMiOnsicGxhbiI6InRlYW0ifSwibiI6Ik4iLCJ0IjoiVCIsImUiOjE4MDAwMDAwMDAwMDB9',
    ),
  ).toEqual({
    ok: true,
    share: {
      overrides: new Map([['hero', '🎉']]),
      context: { plan: 'team' },
      name: 'N',
      note: 'T',
      expiresAtMs: 1_800_000_000_000,
    },
  })
})

it('takes __proto__ for a key like any other', () => {
  const result = decodeShare(
    shareOf('{"o":{"__proto__":{"polluted":true}},"c":{"__proto__":{"polluted":true}}}'),
  )
  expect(result).toMatchObject({ ok: true })
  expect(result.ok && result.share.overrides.get('__proto__')).toEqual({ polluted: true })
  expect(result.ok && Object.getPrototypeOf(result.share.context)).toBe(Object.prototype)
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

it.each([
  ['nothing', '', 'malformed', 'copy it whole'],
  ['another text', 'https://example.com/', 'malformed', 'copy it whole'],
  ['a character of no alphabet', '1.eyJ+', 'malformed', 'copy it whole'],
  ['no UTF-8', '1.__8', 'malformed', 'copy it whole'],
  [
    'half of a four-byte character',
    `1.${encodeBase64url(encodeUtf8('{"o":{"a":"🎉').slice(0, -2))}`,
    'malformed',
    'copy it whole',
  ],
  ['a list', shareOf('[]'), 'malformed', 'copy it whole'],
  ['no flag values', shareOf('{"o":[]}'), 'malformed', 'no flag values'],
  ['a value that no flag can have', shareOf('{"o":{"a":true,"b":null}}'), 'malformed', '"b" is null'],
  ['a context that is a list', shareOf('{"o":{},"c":[]}'), 'malformed', 'evaluation context'],
  [
    'a targeting key that is a number',
    shareOf('{"o":{},"c":{"targetingKey":1}}'),
    'malformed',
    'evaluation context',
  ],
  ['a name that is markup in disguise', shareOf('{"o":{},"n":{}}'), 'malformed', 'no text'],
  ['an instant beyond time', shareOf('{"o":{},"e":1e999}'), 'malformed', 'no instant'],
  [
    'a depth that exhausts the stack',
    shareOf(`{"o":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`),
    'malformed',
    '256 levels',
  ],
  ['one megabyte', `1.${'A'.repeat(1_048_576)}`, 'too-long', '1048578 characters'],
  ['another version', shareOf('{}', 2), 'other-version', 'version 2'],
])('refuses %s, and says why', (_, text, code, message) => {
  expect(decodeShare(text)).toEqual({ ok: false, code, message: expect.stringContaining(message) })
})

it('is expired from its instant on, for who tells the time', () => {
  const encoded = encodeShare({ overrides: new Map(), expiresAtMs: 1_000 })
  expect(decodeShare(encoded, 999).ok).toBe(true)
  expect(decodeShare(encoded, 1_000)).toMatchObject({ code: 'expired' })
  expect(decodeShare(encoded).ok).toBe(true)
})

it.each<[string, ShareState]>([
  ['too long', { overrides: new Map([['a', 'x'.repeat(MAX_SHARE_LENGTH)]]) }],
  ['a number that JSON has not', { overrides: new Map([['a', Number.NaN]]) }],
  ['no instant', { overrides: new Map(), expiresAtMs: 9e15 }],
])('does not write what nobody could read: %s', (_, state) => {
  expect(() => encodeShare(state)).toThrow(/cannot be shared/)
})
