import { describe, expect, it } from 'vitest'
import type { Flag, FlagSet, FlagValue } from '../flag-set.ts'
import { flagTypesOf } from './flag-types-of.ts'

function flag(variants: Record<string, FlagValue>, more: Partial<Flag> = {}): Flag {
  return { state: 'ENABLED', variants, ...more }
}

/** What is written between the braces of the interface, without the comments. */
function membersOf(flags: FlagSet['flags']): string {
  const [, members = ''] = /interface FlagTypes \{\n(.*) {2}\}\n\}\n$/s.exec(flagTypesOf({ flags })) ?? []
  return members.replaceAll(/^ +\/?\*.*\n/gm, '').replaceAll(/^ {4}/gm, '')
}

const typeOf = (...values: FlagValue[]) =>
  membersOf({ a: flag(Object.fromEntries(values.map((value, index) => [`v${index}`, value]))) })
    .replace(/^a: /, '')
    .trimEnd()

describe('the file', () => {
  it('adds to the types of the client, and says where it comes from', () => {
    const flags = {
      hero: flag(
        { bold: 'b', classic: 'c' },
        { defaultVariant: 'classic', metadata: { description: 'How the top is drawn.\nAsk Ada.' } },
      ),
      'new-checkout': flag({ on: true, off: false }),
    }
    expect(
      flagTypesOf({ flags }),
    ).toBe(`// Generated from a flag set by Halyard. Change the flags, not this file.
/* eslint-disable */
// biome-ignore-all format: generated
// biome-ignore-all lint: generated
import type {} from '@halyard/client'

declare module '@halyard/client' {
  interface FlagTypes {
    /**
     * How the top is drawn.
     * Ask Ada.
     *
     * Variants: bold, classic (default)
     */
    hero: 'b' | 'c'
    /** Variants: off, on */
    'new-checkout': boolean
  }
}
`)
  })

  it('is the same for the same flags in any order', () => {
    const [a, b] = [flag({ x: 'x', y: 'y' }), flag({ 1: 1, 2: 2 })]
    const turned = { b: flag({ 2: 2, 1: 1 }), a: flag({ y: 'y', x: 'x' }) }
    expect(flagTypesOf({ flags: turned })).toBe(flagTypesOf({ flags: { a, b } }))
  })

  it('cannot be left by a description or by the name of a variant', () => {
    const hostile = '*/ } } alert(1) /*'
    const text = flagTypesOf({
      flags: {
        a: flag({ [hostile]: true }, { metadata: { description: `${hostile}\u2028${hostile}\u0000` } }),
      },
    })
    expect(text.split('*/').length).toBe(3)
    expect(text).toContain('*\\/ } } alert(1) /*·')
  })

  it('names twenty variants, and counts the others', () => {
    const variants = Object.fromEntries(Array.from({ length: 23 }, (_, index) => [`v${index}`, index]))
    expect(flagTypesOf({ flags: { a: flag(variants) } })).toMatch(/Variants: v0, .*, v6 and 3 more \*\/$/m)
  })
})

describe('a key', () => {
  it.each([
    ['plain_1', 'plain_1'],
    ['1', "'1'"],
    ['with blank', "'with blank'"],
    ["it's", "'it\\'s'"],
    ['say "hi"', `'say "hi"'`],
    ['back\\slash', "'back\\\\slash'"],
    ['Schlüssel', "'Schlüssel'"],
    ['旗 🚩', "'旗 🚩'"],
    ['line\nbreak', "'line\\nbreak'"],
    ['right\u202eleft', "'right\\u{202e}left'"],
    ['half \ud83d', "'half \\ud83d'"],
    ['', "''"],
    ['constructor', 'constructor'],
  ])('%j is written as %s', (key, written) => {
    expect(membersOf({ [key]: flag({ on: true }) })).toBe(`${written}: boolean\n`)
  })

  it('may be the one that objects treat in a way of their own', () => {
    expect(membersOf(JSON.parse('{"__proto__":{"variants":{"on":true}}}'))).toBe('__proto__: boolean\n')
  })
})

describe('a value', () => {
  it.each<[string, FlagValue[], string]>([
    ['a boolean', [true], 'boolean'],
    ['texts', ['b', 'a', 'b'], "'a' | 'b'"],
    ['a text with a quote', ["it's"], "'it\\'s'"],
    ['a long text', ['a', 'x'.repeat(201)], 'string'],
    ['numbers', [10, -1, 0.5, 2], '-1 | 0.5 | 2 | 10'],
    ['very large and very small numbers', [1e300, 1e-7], '1e-7 | 1e+300'],
    ['fifty numbers', Array.from({ length: 50 }, (_, index) => index), [...Array(50).keys()].join(' | ')],
    ['more numbers', Array.from({ length: 51 }, (_, index) => index), 'number'],
    ['an empty object', [{}], '{ readonly [name: string]: never }'],
    ['an object', [{ b: 'x', a: 1 }], '{\n  readonly a: number\n  readonly b: string\n}'],
    [
      'objects that differ',
      [{ a: 1 }, { a: 'x', b: null }],
      '{\n  readonly a: number | string\n  readonly b?: null\n}',
    ],
    [
      'objects in one another',
      [{ a: { 'b-c': true } }],
      "{\n  readonly a: {\n    readonly 'b-c': boolean\n  }\n}",
    ],
    [
      'lists',
      [{ a: [1, 'x', null], b: [], c: [1] }],
      '{\n  readonly a: ReadonlyArray<number | string | null>\n  readonly b: readonly never[]\n  readonly c: readonly number[]\n}',
    ],
    [
      'lists of objects',
      [{ a: [{ x: 1 }, {}] }],
      '{\n  readonly a: ReadonlyArray<{\n    readonly x?: number\n  }>\n}',
    ],
  ])('%s', (_, values, written) => {
    expect(typeOf(...values)).toBe(written)
  })
})
