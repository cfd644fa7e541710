import { describe, expect, it } from 'vitest'
import type { Flag, FlagSet, TargetingRule } from '../flag-set.ts'
import { parseFlagSet } from '../parse-flag-set.ts'
import { lowerPrerequisites } from './lower-prerequisites.ts'
import type { Prerequisite } from './prerequisite.ts'

const flag: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
const crew: TargetingRule = { if: [{ var: 'crew' }, 'on'] }

function after(prerequisites: readonly Prerequisite[], targeting: TargetingRule = crew): Flag {
  return { ...flag, targeting, 'x-prerequisites': prerequisites }
}

function lower(flags: FlagSet['flags'], $evaluators?: FlagSet['$evaluators']): FlagSet {
  return lowerPrerequisites({ flags, ...($evaluators && { $evaluators }) })
}

/** What the flag "child" demands of the flag "parent" after lowering: the results that meet it. */
function demandOf({ flags }: FlagSet): unknown {
  const targeting = flags.child?.targeting as { if: [{ in: [unknown, unknown] }] }
  return targeting.if[0].in[1]
}

const needsParent: readonly Prerequisite[] = [{ flag: 'parent', variants: ['on'] }]

describe('[P2] the lowered form', () => {
  it('asks a shared rule for what the other flag gives, and keeps everything else', () => {
    const set: FlagSet = {
      flags: {
        child: { ...after(needsParent), metadata: { team: 'shop' } },
        parent: { ...flag, targeting: crew },
      },
      $evaluators: { mine: { var: 'x' } },
      metadata: { version: 1 },
    }
    const before = structuredClone(set)
    expect(lowerPrerequisites(set)).toEqual({
      flags: {
        child: {
          ...flag,
          targeting: { if: [{ in: [{ $ref: 'x-variant-of:parent' }, ['on']] }, crew, null] },
          metadata: { team: 'shop' },
        },
        parent: { ...flag, targeting: crew },
      },
      $evaluators: { mine: { var: 'x' }, 'x-variant-of:parent': crew },
      metadata: { version: 1 },
    })
    expect(set).toEqual(before)
  })

  it('is a flag set without faults, and is lowered for good', () => {
    const lowered = lower({
      child: after([...needsParent, { flag: 'static', variants: ['off'] }]),
      parent: after([{ flag: 'static', variants: ['off', 'on'] }], { fractional: [['on'], ['off']] }),
      static: flag,
    })
    expect(parseFlagSet(lowered).issues).toEqual([])
    expect(lowerPrerequisites(lowered)).toBe(lowered)
  })

  it('leaves a set without prerequisites as it is', () => {
    const set = { flags: { a: flag, b: { ...flag, 'x-prerequisites': [] } } }
    expect(lowerPrerequisites(set)).toBe(set)
  })

  it('takes "__proto__" for a flag like any other', () => {
    const flags = JSON.parse(`{"__proto__": ${JSON.stringify({ ...flag, targeting: crew })}}`)
    flags.child = after([{ flag: '__proto__', variants: ['on'] }])
    const lowered = lower(flags)
    expect(Object.keys(lowered.flags)).toEqual(['__proto__', 'child'])
    expect(demandOf(lowered)).toEqual(['on'])
  })
})

describe('[P3] the results that name a variant', () => {
  const parent: Flag = {
    ...flag,
    variants: { true: 1, '1': 2, '01': 3, x: 4 },
    defaultVariant: 'x',
    targeting: crew,
  }
  it.each([
    [['true'], ['true', true]],
    [['1'], ['1', 1]],
    [['01'], ['01']],
    [['x'], ['x', null]],
    [
      ['absent', 'x', 'toString'],
      ['x', null],
    ],
  ])('%j are %j', (variants, expected) => {
    expect(demandOf(lower({ child: after([{ flag: 'parent', variants }]), parent }))).toEqual(expected)
  })
})

describe('[P4] a flag that can meet nothing', () => {
  const targeting = crew
  it.each<[string, unknown]>([
    ['absent', undefined],
    ['disabled', { ...flag, state: 'DISABLED', targeting }],
    ['with an unknown operator', { ...flag, targeting: { nope: [] } }],
    ['with a reference to nothing', { ...flag, targeting: { $ref: 'lost' } }],
    ['with references in a circle', { ...flag, targeting: { $ref: 'egg' } }],
    ['that takes its key apart', { ...flag, targeting: { var: '$flagd.flagKey.length' } }],
    ['with a default variant that does not exist', { ...flag, defaultVariant: 'onn', targeting }],
    ['on a circle', after([{ flag: 'child', variants: ['on'] }])],
    ['that needs itself', after([{ flag: 'parent', variants: ['off'] }])],
    ['that is no flag', 'on'],
  ])('%s', (_, parent) => {
    const $evaluators = { egg: { '!': { $ref: 'hen' } }, hen: { '!': { $ref: 'egg' } } }
    const flags = { child: after(needsParent), ...(parent !== undefined && { parent: parent as Flag }) }
    expect(demandOf(lower(flags, $evaluators))).toEqual([])
  })

  it.each([[[{ flag: 'parent' }]], [[{ flag: 'parent', variants: [] }]], [['parent']], ['parent'], [{}]])(
    'an entry that cannot be read: %j',
    (prerequisites) => {
      const child = after(prerequisites as never)
      const lowered = lower({ child, parent: flag })
      expect(lowered.flags.child?.targeting).toEqual({ if: [false, crew, null] })
    },
  )

  it.each([
    ['deep', 1],
    ['large', 2],
  ])('one whose prerequisites make it too %s', (_, times) => {
    const flags: { [key: string]: Flag } = { f0: { ...flag, targeting: crew } }
    for (let i = 1; i <= 200; i++) {
      flags[`f${i}`] = after(Array.from({ length: times }, () => ({ flag: `f${i - 1}`, variants: ['on'] })))
    }
    const { $evaluators = {} } = lower(flags)
    const rules = Array.from({ length: 200 }, (_, i) => JSON.stringify($evaluators[`x-variant-of:f${i}`]))
    expect(rules.indexOf('{"if":[true,null]}')).toBeGreaterThan(8)
    expect(JSON.stringify($evaluators).length).toBeLessThan(50e6)
  })
})

describe('[P5] a rule bound to its flag', () => {
  function bound(targeting: TargetingRule, $evaluators: FlagSet['$evaluators'] = {}): unknown {
    const { $evaluators: lowered } = lower(
      { child: after(needsParent), parent: { ...flag, targeting } },
      $evaluators,
    )
    return lowered?.['x-variant-of:parent']
  }

  it('hashes the key of its own flag', () => {
    const [key] = (
      bound({
        fractional: [
          ['on', 50],
          ['off', { var: 'weight' }],
        ],
      }) as { fractional: unknown[] }
    ).fractional
    expect(key).toEqual({ if: [expect.anything(), { cat: ['parent', { var: 'targetingKey' }] }, null] })
    const explicit = { fractional: [{ var: 'email' }, ['on'], ['off']] }
    expect(bound(explicit)).toEqual(explicit)
  })

  it('knows the key of its own flag', () => {
    expect(bound({ cat: [{ var: '$flagd.flagKey' }, '-', { var: ['$flagd.flagKey', 'x'] }] })).toEqual({
      cat: ['parent', '-', 'parent'],
    })
    const path = { cat: ['$flagd.', { var: 'x' }] }
    expect(bound({ var: path })).toEqual({
      if: [{ '===': [path, '$flagd.flagKey'] }, 'parent', { var: path }],
    })
    const perElement = { map: [{ var: 'list' }, { var: '$flagd.flagKey' }] }
    expect(bound(perElement)).toEqual(perElement)
  })

  it('has its references in place, and is otherwise as it was', () => {
    const $evaluators = { a: { or: [{ $ref: 'b' }, { var: 'y' }] }, b: { '!': { var: 'x' } } }
    expect(bound({ if: [{ $ref: 'a' }, 'on'] }, $evaluators)).toEqual({
      if: [{ or: [{ '!': { var: 'x' } }, { var: 'y' }] }, 'on'],
    })
    const value = { a: { $ref: 'b' }, b: 1 }
    expect(bound({ if: [true, value, []] }, $evaluators)).toEqual({ if: [true, value, []] })
  })
})

describe('[P6] what parseFlagSet says', () => {
  function pointers(flags: unknown): readonly string[] {
    const result = parseFlagSet({ flags })
    expect(result.ok && result.flagSet.flags).toBe(flags)
    return result.issues.map(({ severity, pointer }) => `${severity} ${pointer}`)
  }
  const place = 'warning /flags/child/x-prerequisites'

  it('nothing, where all is well', () => {
    expect(pointers({ child: after(needsParent), parent: flag })).toEqual([])
    expect(pointers({ child: { ...flag, 'x-prerequisites': null } })).toEqual([])
  })

  it.each<[unknown, readonly string[]]>([
    ['parent', [place]],
    [['parent', { flag: 'parent', variants: ['on'] }], [`${place}/0`]],
    [[{ flag: 'parent', variants: [] }], [`${place}/0`]],
    [[{ flag: 'parnt', variants: ['on'] }], [`${place}/0/flag`]],
    [[{ flag: 'parent', variants: ['on', 'onn'] }], [`${place}/0/variants/1`]],
    [[{ flag: 'child', variants: ['on'] }], [place]],
  ])('%j', (prerequisites, expected) => {
    expect(pointers({ child: after(prerequisites as never), parent: flag })).toEqual(expected)
  })

  it('what was meant by a name', () => {
    const result = parseFlagSet({
      flags: { child: after([{ flag: 'parnt', variants: ['on'] }]), parent: flag },
    })
    expect(result.issues[0]?.fix).toContain('"parent"')
  })

  it('that without targeting they change nothing', () => {
    const child = { ...flag, 'x-prerequisites': needsParent }
    expect(pointers({ child, parent: flag })).toEqual([place])
  })
})
