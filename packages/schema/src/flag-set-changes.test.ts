import { describe, expect, it } from 'vitest'
import type { Flag, FlagSet } from './flag-set.ts'
import { applyFlagSetChanges, diffFlagSets } from './flag-set-changes.ts'

const on: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' }
const off: Flag = { ...on, defaultVariant: 'off' }

describe('[C4] diffFlagSets', () => {
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

describe('[E35] the version of the bucketing', () => {
  const plain: FlagSet = { flags: {} }
  const versioned: FlagSet = { flags: {}, 'x-bucketing': 3 }

  it('is a change like any other', () => {
    expect(diffFlagSets(plain, versioned)).toEqual({ 'x-bucketing': 3 })
    expect(diffFlagSets(versioned, plain)).toEqual({ 'x-bucketing': null })
    expect(diffFlagSets(versioned, versioned)).toBeNull()
  })

  it('comes and goes with a change', () => {
    expect(applyFlagSetChanges(plain, { 'x-bucketing': 3 })).toEqual(versioned)
    expect(applyFlagSetChanges(versioned, { 'x-bucketing': null })).toEqual(plain)
    expect(applyFlagSetChanges(versioned, { flags: {} })).toEqual(versioned)
  })
})

describe('[C4] sets that nobody parsed', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  const circle: { self?: unknown } = {}
  circle.self = circle
  const refuse = (): never => {
    throw new Error('hostile')
  }
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const unreadable = {
    get flags() {
      return refuse()
    },
  }

  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 5],
    ['a list', [{ flags: { a: on } }]],
    ['no flags', {}],
    ['flags that are null', { flags: null }],
    ['flags that are a text', { flags: 'all' }],
    ['a flag that is null', { flags: { a: null } }],
    ['flags that throw', unreadable],
    ['a revoked proxy', revoked.proxy],
    ['flags in a revoked proxy', { flags: revoked.proxy }],
  ])('have no flags where there are none: %s', (_, hostile) => {
    const set = hostile as FlagSet
    expect(diffFlagSets(set, { flags: {} })).toBeNull()
    expect(diffFlagSets({ flags: { b: on } }, set)).toEqual({ flags: { b: null } })
    expect(diffFlagSets(set, { flags: { b: on } })).toEqual({ flags: { b: on } })
  })

  it.each<[string, unknown, unknown]>([
    ['is too deep', deep, structuredClone({ flags: on })],
    ['is a circle', circle, { ...circle }],
  ])('have changed wherever a value %s, unless it is the identical one', (_, value, other) => {
    const set = { flags: { a: value } } as unknown as FlagSet
    expect(diffFlagSets(set, { flags: { a: value } } as unknown as FlagSet)).toBeNull()
    expect(diffFlagSets(set, { flags: { a: other } } as unknown as FlagSet)).toEqual({ flags: { a: other } })
  })

  it('lose only the flag that cannot be read', () => {
    const flags = Object.defineProperty({ b: off }, 'a', { enumerable: true, get: refuse })
    expect(diffFlagSets({ flags: { a: on, b: on } }, { flags } as FlagSet)).toEqual({
      flags: { a: null, b: off },
    })
  })

  it('can be changed', () => {
    expect(applyFlagSetChanges(null as unknown as FlagSet, { flags: { a: on } })).toEqual({
      flags: { a: on },
    })
    expect(applyFlagSetChanges({} as FlagSet, { flags: { a: on }, $evaluators: { b: true } })).toEqual({
      flags: { a: on },
      $evaluators: { b: true },
    })
  })
})

describe('[C1] applyFlagSetChanges', () => {
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
