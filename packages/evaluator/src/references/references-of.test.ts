import type { FlagSet, TargetingRule } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { compileFlagSet } from '../compile-flag-set.ts'
import { type FlagReferences, referencesOf } from './references-of.ts'

const NOTHING: FlagReferences = {
  attributes: [],
  evaluators: [],
  flags: [],
  usesTime: false,
  usesTargetingKey: false,
}

function referencesIn(targeting: TargetingRule, $evaluators: FlagSet['$evaluators'] = {}): FlagReferences {
  const flagSet: FlagSet = {
    flags: { f: { state: 'ENABLED', variants: { on: true }, targeting } },
    $evaluators,
  }
  return referencesOf(compileFlagSet(flagSet), 'f')
}

describe('[R1] referencesOf', () => {
  it.each<[TargetingRule, Partial<FlagReferences>]>([
    [
      { if: [{ var: 'plan' }, 'on', { var: ['address.country', { var: 'b' }] }] },
      { attributes: ['address.country', 'b', 'plan'] },
    ],
    [{ missing: ['z', 'a'] }, { attributes: ['a', 'z'] }],
    [{ missing: [['z', 'a']] }, { attributes: ['a', 'z'] }],
    [{ missing_some: [1, ['z', 'a']] }, { attributes: ['a', 'z'] }],
    [{ var: 'targetingKey' }, { usesTargetingKey: true }],
    [{ fractional: [['on'], ['off']] }, { usesTargetingKey: true }],
    [{ fractional: ['all', ['on'], ['off']] }, {}],
    [{ '>': [{ var: '$flagd.timestamp' }, 5] }, { usesTime: true }],
    [{ var: '$flagd' }, { usesTime: true }],
    [{ var: '$flagd.flagKey' }, {}],
    [{ var: '' }, { attributes: ['*'], usesTargetingKey: true }],
    [
      { var: { cat: ['a', { var: 'b' }] } },
      { attributes: ['*', 'b'], usesTime: true, usesTargetingKey: true },
    ],
    [{ missing: { merge: ['a'] } }, { attributes: ['*'], usesTime: true, usesTargetingKey: true }],
    [{ some: [{ var: 'roles' }, { '==': [{ var: 'name' }, 'admin'] }] }, { attributes: ['roles'] }],
    [{ reduce: [{ var: 'l' }, { var: 'current' }, { var: 'start' }] }, { attributes: ['l', 'start'] }],
    [{ a: { var: 'x' }, b: 1 }, {}],
    [{ nope: { var: 'x' } }, { attributes: ['x'] }],
    ['on', {}],
  ])('%j', (rule, expected) => {
    expect(referencesIn(rule)).toEqual({ ...NOTHING, ...expected })
  })

  it('follows shared rules to the end, also in a circle and to nothing', () => {
    const $evaluators = {
      staff: { or: [{ $ref: 'swiss' }, { $ref: 'lost' }] },
      swiss: { and: [{ var: 'country' }, { $ref: 'staff' }] },
      other: { var: 'other' },
    }
    expect(referencesIn({ if: [{ $ref: 'staff' }, 'on'] }, $evaluators)).toEqual({
      ...NOTHING,
      attributes: ['country'],
      evaluators: ['lost', 'staff', 'swiss'],
    })
  })

  it('reads a shared rule for elements apart from the same rule for the context', () => {
    const $evaluators = { named: { var: 'name' } }
    expect(referencesIn({ map: [{ var: 'l' }, { $ref: 'named' }] }, $evaluators).attributes).toEqual(['l'])
    const both = { or: [{ some: [{ var: 'l' }, { $ref: 'named' }] }, { $ref: 'named' }] }
    expect(referencesIn(both, $evaluators).attributes).toEqual(['l', 'name'])
  })

  it('[R2] is total', () => {
    let deep: TargetingRule = { var: 'x' }
    for (let i = 0; i < 10_000; i++) deep = { '!': [deep] }
    expect(referencesIn(deep)).toEqual(NOTHING)
    const compiled = compileFlagSet(JSON.parse('{"flags": {"f": null}, "$evaluators": null}'))
    for (const key of ['f', 'absent', 'toString', '__proto__']) {
      expect(referencesOf(compiled, key)).toEqual(NOTHING)
    }
  })
})
