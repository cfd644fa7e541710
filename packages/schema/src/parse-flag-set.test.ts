import { describe, expect, it } from 'vitest'
import { MAX_ISSUES } from './flag-set-limits.ts'
import { type FlagSetResult, parseFlagSet } from './parse-flag-set.ts'

const flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' }

function pointersOf(result: FlagSetResult): readonly string[] {
  return result.issues.map(({ severity, pointer }) => `${severity} ${pointer}`)
}

function keysOf(result: FlagSetResult): readonly string[] | null {
  return result.ok ? Object.keys(result.flagSet.flags) : null
}

describe('a set without faults', () => {
  it('comes back as it is, with what the format does not know', () => {
    const input = {
      'x-owner': 'shop',
      flags: { a: { ...flag, 'x-update': 'session' } },
      metadata: { version: '1' },
    }
    const result = parseFlagSet(input)
    expect(result).toEqual({ ok: true, flagSet: input, issues: [], omittedIssues: 0 })
    expect(result.ok && result.flagSet).toBe(input)
  })

  it.each([[{}], [null], [undefined]])('may have the targeting %j', (targeting) => {
    expect(parseFlagSet({ flags: { a: { ...flag, targeting } } }).issues).toEqual([])
  })

  it.each([[''], [null], [undefined]])('may have the default variant %j', (defaultVariant) => {
    expect(parseFlagSet({ flags: { a: { ...flag, defaultVariant } } }).issues).toEqual([])
  })

  it('[E35] may name the bucketing that there is, and is told of any other', () => {
    expect(parseFlagSet({ flags: {}, 'x-bucketing': 2 }).issues).toEqual([])
    const result = parseFlagSet({ flags: {}, 'x-bucketing': 3 })
    expect([result.ok, ...pointersOf(result)]).toEqual([true, 'warning /x-bucketing'])
  })

  it('may say when a change reaches pages, and is told of a way that there is none', () => {
    const policies = ['live', 'navigation', 'session', 'sesion', 1]
    const flags = Object.fromEntries(policies.map((policy) => [policy, { ...flag, 'x-update': policy }]))
    const result = parseFlagSet({ flags })
    expect(keysOf(result)).toHaveLength(policies.length)
    expect(pointersOf(result)).toEqual(['warning /flags/1/x-update', 'warning /flags/sesion/x-update'])
    expect(result.issues[1]?.fix).toMatch('Did you mean "session"?')
  })

  it('may list its flags, which become a map', () => {
    const result = parseFlagSet({ flags: [{ key: 'a', ...flag, 'x-note': 1 }], metadata: { version: '1' } })
    expect(result).toMatchObject({ ok: true, issues: [] })
    expect(result.ok && result.flagSet).toEqual({
      flags: { a: { ...flag, 'x-note': 1 } },
      metadata: { version: '1' },
    })
  })
})

describe('[L1] rejection of the whole set', () => {
  it.each([
    ['no object', [], ''],
    ['null', null, ''],
    ['no flags', {}, '/flags'],
    ['flags that are text', { flags: 'all' }, '/flags'],
    [
      'a default variant that does not exist',
      { flags: { a: { ...flag, defaultVariant: 'onn' } } },
      '/flags/a/defaultVariant',
    ],
    [
      'a default variant that every object inherits',
      { flags: { a: { ...flag, defaultVariant: 'toString' } } },
      '/flags/a/defaultVariant',
    ],
    [
      'a string of 10 MB',
      { flags: { a: { ...flag, description: 'x'.repeat(10_000_000) } } },
      '/flags/a/description',
    ],
    ['a key of 10 MB', { flags: { ['x'.repeat(10_000_000)]: flag } }, undefined],
    ['a string of 10 MB beside the flags', { flags: {}, note: ['x'.repeat(10_000_000)] }, '/note/0'],
    [
      '100,001 flags',
      { flags: Object.fromEntries(Array.from({ length: 100_001 }, (_, i) => [`f${i}`, flag])) },
      '/flags',
    ],
    [
      '10,001 shared rules',
      { flags: {}, $evaluators: Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`e${i}`, {}])) },
      '/$evaluators',
    ],
  ])('for %s', (_, input, pointer) => {
    const result = parseFlagSet(input)
    expect(result.ok).toBe(false)
    if (pointer !== undefined) expect(pointersOf(result)).toEqual([`error ${pointer}`])
  })

  it('proposes the variant that was meant', () => {
    const { issues } = parseFlagSet({ flags: { a: { ...flag, defaultVariant: 'onn' } } })
    expect(issues[0]).toMatchObject({ found: '"onn"', fix: expect.stringContaining('Did you mean "on"?') })
  })
})

describe('a part that cannot be used', () => {
  it.each([
    ['a flag that is no object', 'on', '/flags/bad'],
    ['an unknown state', { ...flag, state: 'enabled' }, '/flags/bad/state'],
    ['no variants', { state: 'ENABLED' }, '/flags/bad/variants'],
    ['no variant', { state: 'ENABLED', variants: {} }, '/flags/bad/variants'],
    ['variants of two types', { state: 'ENABLED', variants: { a: 1, b: '1' } }, '/flags/bad/variants/b'],
    ['a list as a variant', { state: 'ENABLED', variants: { a: [] } }, '/flags/bad/variants/a'],
    ['null as a variant', { state: 'ENABLED', variants: { a: null } }, '/flags/bad/variants/a'],
    ['a variant without a name', { state: 'ENABLED', variants: { '': true } }, '/flags/bad/variants/'],
    ['a default variant that is a number', { ...flag, defaultVariant: 1 }, '/flags/bad/defaultVariant'],
    ['nested metadata', { ...flag, metadata: { 'a/b~c': {} } }, '/flags/bad/metadata/a~1b~0c'],
    ['metadata that is no object', { ...flag, metadata: 'shop' }, '/flags/bad/metadata'],
  ])('leaves the flag out for %s, and the others load', (_, bad, pointer) => {
    const result = parseFlagSet({ flags: { before: flag, bad, after: flag } })
    expect(keysOf(result)).toEqual(['before', 'after'])
    expect(pointersOf(result)).toEqual([`error ${pointer}`])
  })

  it('leaves out a flag without a key', () => {
    expect(keysOf(parseFlagSet({ flags: { '': flag, a: flag } }))).toEqual(['a'])
    expect(keysOf(parseFlagSet({ flags: [flag, { key: 'a', ...flag }] }))).toEqual(['a'])
  })

  it('keeps the first of two listed flags with one key', () => {
    const result = parseFlagSet({
      flags: [
        { key: 'a', ...flag },
        { key: 'a', ...flag, defaultVariant: 'off' },
      ],
    })
    expect(pointersOf(result)).toEqual(['error /flags/1/key'])
    expect(result.ok && result.flagSet.flags.a?.defaultVariant).toBe('on')
  })

  it('is an entry of the metadata, a shared rule, or all of them', () => {
    const result = parseFlagSet({ flags: {}, metadata: { a: 1, b: [] }, $evaluators: 'none', 'x-a': 1 })
    expect(pointersOf(result)).toEqual(['error /metadata/b', 'error /$evaluators'])
    expect(result.ok && result.flagSet).toEqual({ flags: {}, metadata: { a: 1 }, 'x-a': 1 })
  })

  it.each(['targeting', 'variants', 'x-notes'])('[L2] is a flag with 10,000 levels of %s', (place) => {
    const deep = JSON.parse('{"!":['.repeat(10_000) + ']}'.repeat(10_000))
    const result = parseFlagSet({ flags: { deep: { ...flag, [place]: { on: deep } }, a: flag } })
    expect(keysOf(result)).toEqual(['a'])
    expect(result.issues).toHaveLength(1)
  })

  it('[L2] is a shared rule of 10,000 levels, and who refers to it is warned', () => {
    const deep = JSON.parse(`${'{"!":'.repeat(10_000)}1${'}'.repeat(10_000)}`)
    const result = parseFlagSet({
      flags: { a: { ...flag, targeting: { if: [{ $ref: 'deep' }, 'on'] } } },
      $evaluators: { deep, fine: { var: 'x' } },
    })
    expect(result.ok && Object.keys(result.flagSet.$evaluators ?? {})).toEqual(['fine'])
    expect(pointersOf(result)).toEqual([
      expect.stringMatching(/^error \/\$evaluators\/deep\/!/),
      'warning /flags/a/targeting/if/0/$ref',
    ])
  })
})

describe('a fault inside targeting', () => {
  function parse(targeting: unknown, $evaluators: { [name: string]: unknown } = {}): FlagSetResult {
    return parseFlagSet({ flags: { a: { ...flag, targeting } }, $evaluators })
  }

  it.each<[string, unknown, { [name: string]: unknown }, string]>([
    ['a rule that is none', 'on', {}, '/flags/a/targeting'],
    ['an unknown operator', { iff: [] }, {}, '/flags/a/targeting/iff'],
    ['a reference to nothing', { if: [{ $ref: 'stuff' }] }, { staff: {} }, '/flags/a/targeting/if/0/$ref'],
    ['a rule that refers to itself', { $ref: 'x' }, { x: { '!': { $ref: 'x' } } }, '/$evaluators/x'],
    ['a shared rule with a fault', {}, { x: { iff: [] } }, '/$evaluators/x/iff'],
  ])('keeps the flag and warns of %s', (_, targeting, evaluators, pointer) => {
    const result = parse(targeting, evaluators)
    expect(keysOf(result)).toEqual(['a'])
    expect(pointersOf(result)).toEqual([`warning ${pointer}`])
  })

  it('proposes the shared rule that was meant', () => {
    expect(parse({ $ref: 'stuff' }, { staff: { var: 'x' } }).issues[0]?.fix).toContain('"staff"')
  })

  it('warns of every rule on a circle and of those that lead into it', () => {
    const evaluators = { a: { $ref: 'b' }, b: { $ref: 'c' }, c: { $ref: 'b' }, d: { var: 'x' } }
    expect(pointersOf(parse({}, evaluators))).toEqual(
      ['a', 'b', 'c'].map((name) => `warning /$evaluators/${name}`),
    )
  })

  it('warns of a chain of references that is too deep, without following it on the stack', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => [
      `e${i}`,
      i === 0 ? { var: 'x' } : { $ref: `e${i - 1}` },
    ])
    const result = parse({ $ref: 'e9999' }, { ...Object.fromEntries(chain) })
    expect(result.issues.every(({ found }) => found.includes('deep'))).toBe(true)
    // 256 levels fit: the first 256 rules of the chain, e0 included
    expect(result.issues.length + result.omittedIssues).toBe(10_001 - 256)
  })

  it('warns of references that multiply beyond all bounds', () => {
    const doubling = Array.from({ length: 40 }, (_, i) => [
      `e${i}`,
      i === 0 ? { var: 'x' } : { '+': [{ $ref: `e${i - 1}` }, { $ref: `e${i - 1}` }] },
    ])
    const result = parse({ $ref: 'e39' }, Object.fromEntries(doubling))
    expect(pointersOf(result)).toContain('warning /flags/a/targeting')
    expect(pointersOf(result)).not.toContain('warning /$evaluators/e5')
  })
})

describe('[L3] a rule that is too large', () => {
  it('is warned of, long lists and texts counted', () => {
    const $evaluators = { list: { in: [1, Array.from({ length: 32_000 }, () => 0)] } }
    const targeting = { or: Array.from({ length: 100 }, () => ({ $ref: 'list' })) }
    const result = parseFlagSet({ flags: { a: { ...flag, targeting } }, $evaluators })
    expect(pointersOf(result)).toEqual(['warning /flags/a/targeting'])
  })
})

describe('the list of issues', () => {
  it('is bounded, counts the rest, and puts errors first', () => {
    const flags = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [`f${i}`, { ...flag, targeting: { iff: 1 } }]),
    )
    const result = parseFlagSet({ flags: { ...flags, bad: { ...flag, defaultVariant: 'none' } } })
    expect(result.ok).toBe(false)
    expect(result.issues).toHaveLength(MAX_ISSUES)
    expect(result.omittedIssues).toBe(51)
    expect(result.issues[0]).toMatchObject({ severity: 'error', pointer: '/flags/bad/defaultVariant' })
  })
})

describe('[L4] hostile keys', () => {
  it('neither pollute nor get lost', () => {
    const text = JSON.stringify(flag)
    const input = JSON.parse(
      `{"__proto__": {"polluted": 1}, "flags": {"__proto__": ${text}, "constructor": ${text}, "bad": 1}, "$evaluators": {"__proto__": {"var": "x"}}}`,
    )
    const result = parseFlagSet(input)
    expect(keysOf(result)).toEqual(['__proto__', 'constructor'])
    expect(result.ok && Object.keys(result.flagSet)).toEqual(['__proto__', 'flags', '$evaluators'])
    expect(result.ok && Object.getPrototypeOf(result.flagSet)).toBe(Object.prototype)
    expect(result.ok && Object.keys(result.flagSet.$evaluators ?? {})).toEqual(['__proto__'])
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('loads 100,000 flags', () => {
    const flags = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`f${i}`, flag]))
    expect(parseFlagSet({ flags })).toMatchObject({ ok: true, issues: [] })
  })
})
