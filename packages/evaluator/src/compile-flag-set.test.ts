import type { Flag, FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import {
  type CompiledFlagSet,
  compileFlagSet,
  findFlag,
  flagKeys,
  flagOf,
  recompile,
} from './compile-flag-set.ts'
import { evaluate } from './evaluate.ts'

const flag: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
const by = (name: string): Flag => ({ ...flag, targeting: { if: [{ $ref: name }, 'on'] } })

const flagSet: FlagSet = {
  flags: { plain: flag, direct: by('staff'), nested: by('swiss'), other: by('beta'), broken: by('later') },
  $evaluators: {
    staff: { var: 'staff' },
    swiss: { and: [{ $ref: 'staff' }, { var: 'swiss' }] },
    beta: { var: 'beta' },
  },
  metadata: { team: 'shop' },
}

function compileAll(): CompiledFlagSet {
  const compiled = compileFlagSet(flagSet)
  for (const key of flagKeys(compiled)) read(compiled, key)
  return compiled
}

function read(compiled: CompiledFlagSet, key: string): unknown {
  return evaluate(compiled, key, true, { staff: true, swiss: true, beta: true }, { nowMs: 0 }).value
}

describe('compileFlagSet', () => {
  it('compiles nothing before it is needed, and nothing for keys that are none', () => {
    const compiled = compileFlagSet(flagSet)
    expect(compiled.flags.size + compiled.rules.size).toBe(0)
    read(compiled, 'nested')
    read(compiled, 'absent')
    expect([...compiled.flags.keys()]).toEqual(['nested'])
    expect([...compiled.rules.keys()].toSorted()).toEqual(['staff', 'swiss'])
  })

  it('serves 100,000 flags', () => {
    const flags = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`f${i}`, flag]))
    const compiled = compileFlagSet({ flags })
    expect(flagKeys(compiled)).toHaveLength(100_000)
    expect(read(compiled, 'f99999')).toBe(false)
    expect(compiled.flags.size).toBe(1)
  })

  it('takes "__proto__" and "constructor" for flags like any other', () => {
    const hostile = JSON.parse(
      `{"__proto__": ${JSON.stringify(flag)}, "constructor": ${JSON.stringify(flag)}}`,
    )
    const compiled = compileFlagSet({ flags: hostile })
    expect(flagKeys(compiled)).toEqual(['__proto__', 'constructor'])
    expect(read(compiled, '__proto__')).toBe(false)
    expect(read(compiled, 'constructor')).toBe(false)
  })
})

describe('recompile', () => {
  it('leaves the set it was made from as it was', () => {
    const before = compileAll()
    const after = recompile(before, { flags: { plain: { ...flag, defaultVariant: 'on' } } })
    expect([read(before, 'plain'), read(after, 'plain')]).toEqual([false, true])
    expect(after.flagSet.flags.plain?.defaultVariant).toBe('on')
  })

  it('compiles nothing but the changed flags', () => {
    const before = compileAll()
    const after = recompile(before, { flags: { plain: null, direct: flag } })
    expect(findFlag(after, 'plain')).toBeUndefined()
    expect(findFlag(after, 'nested')).toBe(findFlag(before, 'nested'))
    expect(findFlag(after, 'direct')).not.toBe(findFlag(before, 'direct'))
    expect(after.rules).toBe(before.rules)
    expect(evaluate(after, 'plain', true, {}, { nowMs: 0 }).errorCode).toBe('FLAG_NOT_FOUND')
  })

  it('answers for each of many revisions, and says what each consists of', () => {
    const key = '__proto__'
    const on: Flag = { ...flag, defaultVariant: 'on' }
    const revisions = [compileAll()]
    for (const next of [on, flag, null, on]) {
      revisions.push(
        recompile(revisions.at(-1) as CompiledFlagSet, { flags: Object.fromEntries([[key, next]]) }),
      )
    }
    const branch = recompile(revisions[1] as CompiledFlagSet, { flags: { plain: null } })
    const answers = [...revisions, branch].map(
      (set) => evaluate(set, key, undefined, {}, { nowMs: 0 }).variant,
    )
    expect(answers).toEqual([undefined, 'on', 'off', undefined, 'on', 'on'])
    expect(revisions.map((set) => flagKeys(set).includes(key))).toEqual([false, true, true, false, true])
    expect(flagKeys(branch)).not.toContain('plain')
    expect(branch.flagSet.$evaluators).toBe(flagSet.$evaluators)
  })

  it('keeps flags that changed before when something else changes', () => {
    const changed = recompile(compileAll(), { flags: { direct: flag, plain: null } })
    const compiled = findFlag(changed, 'direct')
    const after = recompile(changed, { $evaluators: { beta: null } })
    expect(findFlag(after, 'direct')).toBe(compiled)
    expect(findFlag(after, 'plain')).toBeUndefined()
    const untouched = recompile(recompile(compileAll(), { flags: { direct: flag } }), {
      $evaluators: { beta: null },
    })
    expect(evaluate(untouched, 'direct', true, { staff: true }, { nowMs: 0 }).reason).toBe('STATIC')
    expect(flagKeys(after)).toEqual(['direct', 'nested', 'other', 'broken'])
  })

  it('drops what refers to a changed rule, also through another one', () => {
    const after = recompile(compileAll(), { $evaluators: { staff: { '!': { var: 'staff' } } } })
    expect([...after.flags.keys()]).toEqual(['plain', 'other'])
    expect([...after.rules.keys()]).toEqual(['beta'])
    expect([read(after, 'direct'), read(after, 'nested'), read(after, 'other')]).toEqual([false, false, true])
  })

  it('heals a flag whose rule arrives later', () => {
    const before = compileAll()
    expect(evaluate(before, 'broken', false, {}, { nowMs: 0 }).errorCode).toBe('PARSE_ERROR')
    const after = recompile(before, { $evaluators: { later: { '!': [false] } } })
    expect(evaluate(after, 'broken', false, {}, { nowMs: 0 })).toMatchObject({ value: true, variant: 'on' })
  })

  it('breaks only the flags whose rule goes', () => {
    const after = recompile(compileAll(), { $evaluators: { beta: null } })
    expect(evaluate(after, 'other', false, {}, { nowMs: 0 }).errorCode).toBe('PARSE_ERROR')
    expect(read(after, 'direct')).toBe(true)
  })

  it('[E9] gives every flag the new metadata', () => {
    const after = recompile(compileAll(), { metadata: { team: 'checkout' } })
    expect(evaluate(after, 'nested', false, {}, { nowMs: 0 }).flagMetadata).toEqual({ team: 'checkout' })
    const without = recompile(after, { metadata: null })
    expect(evaluate(without, 'nested', false, {}, { nowMs: 0 }).flagMetadata).toEqual({})
  })

  it('[E35] goes to another bucketing and back', () => {
    const split: Flag = { ...flag, targeting: { fractional: ['x', ['on']] } }
    const before = recompile(compileAll(), {
      flags: { split, shared: by('half') },
      $evaluators: { half: split.targeting ?? null },
    })
    const codesIn = (set: CompiledFlagSet) =>
      ['split', 'shared', 'nested'].map((key) => evaluate(set, key, false, {}, { nowMs: 0 }).errorCode)
    expect(codesIn(before)).toEqual([undefined, undefined, undefined])
    const after = recompile(before, { 'x-bucketing': 3 })
    expect(codesIn(after)).toEqual(['PARSE_ERROR', 'PARSE_ERROR', undefined])
    expect(codesIn(recompile(after, { 'x-bucketing': null }))).toEqual([undefined, undefined, undefined])
  })

  it('[E12] gives the identical answer for what did not change', () => {
    const before = compileAll()
    const after = recompile(before, { flags: { plain: null } })
    const options = { nowMs: 0 }
    const context = { staff: true }
    expect(evaluate(after, 'direct', false, context, options)).toBe(
      evaluate(before, 'direct', false, context, options),
    )
  })
})

it('gives a flag as it is after changes, and none that was removed or never was', () => {
  const changed = recompile(compileFlagSet(flagSet), { flags: { plain: by('beta'), direct: null } })
  const asked = ['plain', 'direct', 'other', 'toString']
  expect(asked.map((flagKey) => flagOf(changed, flagKey))).toEqual([
    by('beta'),
    undefined,
    by('beta'),
    undefined,
  ])
})
