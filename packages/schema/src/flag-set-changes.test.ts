import { describe, expect, it } from 'vitest'
import type { Flag, FlagSet } from './flag-set.ts'
import { applyFlagSetChanges, diffFlagSets } from './flag-set-changes.ts'

const on: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' }
const off: Flag = { ...on, defaultVariant: 'off' }

describe('diffFlagSets', () => {
  it('says null for sets that say the same', () => {
    expect(diffFlagSets({ flags: { a: on } }, structuredClone({ flags: { a: on } }))).toBeNull()
  })

  it('names added, changed and removed flags, and no other', () => {
    const before: FlagSet = { flags: { same: on, changed: on, removed: on } }
    const after: FlagSet = { flags: { same: on, changed: off, added: on } }
    expect(diffFlagSets(before, after)).toEqual({ flags: { changed: off, added: on, removed: null } })
  })

  it('names changed and removed shared rules', () => {
    const before: FlagSet = { flags: {}, $evaluators: { staff: { var: 'staff' }, beta: { var: 'beta' } } }
    const after: FlagSet = { flags: {}, $evaluators: { staff: { '!': { var: 'staff' } } } }
    expect(diffFlagSets(before, after)).toEqual({
      $evaluators: { staff: { '!': { var: 'staff' } }, beta: null },
    })
  })

  it('gives the whole new metadata, and null where there is none any more', () => {
    const before: FlagSet = { flags: {}, metadata: { a: 1, b: 2 } }
    expect(diffFlagSets(before, { flags: {}, metadata: { a: 1 } })).toEqual({ metadata: { a: 1 } })
    expect(diffFlagSets(before, { flags: {} })).toEqual({ metadata: null })
  })
})

describe('applyFlagSetChanges', () => {
  const before: FlagSet = {
    flags: { same: on, changed: on, removed: on },
    $evaluators: { staff: { var: 'staff' } },
    metadata: { team: 'shop' },
  }

  it.each<[string, FlagSet]>([
    ['flags', { ...before, flags: { same: on, changed: off, added: on } }],
    ['the last shared rule removed', { ...before, $evaluators: {} }],
    ['a shared rule added', { ...before, $evaluators: { staff: true, beta: false } }],
    ['metadata replaced', { ...before, metadata: { team: 'checkout' } }],
    ['metadata removed', { flags: before.flags, $evaluators: { staff: { var: 'staff' } } }],
  ])('leads to the other set: %s', (_, after) => {
    const changes = diffFlagSets(before, after)
    expect(changes).not.toBeNull()
    expect(applyFlagSetChanges(before, changes ?? {})).toEqual(after)
  })

  it('does not touch the set it is applied to', () => {
    const copy = structuredClone(before)
    applyFlagSetChanges(before, { flags: { same: null }, metadata: null, $evaluators: { staff: null } })
    expect(before).toEqual(copy)
  })

  it('keeps properties that the format does not know', () => {
    const extended = { ...before, 'x-owner': 'shop' }
    expect(applyFlagSetChanges(extended, { flags: { removed: null } })).toHaveProperty('x-owner', 'shop')
  })

  it('treats "__proto__" and "constructor" as keys like any other', () => {
    const hostile = JSON.parse(`{"__proto__": ${JSON.stringify(on)}, "constructor": ${JSON.stringify(on)}}`)
    const changes = diffFlagSets({ flags: {} }, { flags: hostile })
    expect(Object.keys(changes?.flags ?? {})).toEqual(['__proto__', 'constructor'])
    const { flags } = applyFlagSetChanges({ flags: {} }, changes ?? {})
    expect(Object.keys(flags)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(flags)).toBe(Object.prototype)
    expect(diffFlagSets({ flags: hostile }, { flags: {} })?.flags).toHaveProperty('constructor', null)
  })
})
