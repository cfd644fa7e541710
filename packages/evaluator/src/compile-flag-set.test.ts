import type { Flag, FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { type CompiledFlagSet, compileFlagSet, flagKeys, recompile } from './compile-flag-set.ts'
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

  it('keeps all but the changed flags, and what could not be compiled', () => {
    const before = compileAll()
    const after = recompile(before, { flags: { plain: null, direct: flag } })
    expect([...after.flags.keys()]).toEqual(['nested', 'other'])
    expect(after.flags.get('nested')).toBe(before.flags.get('nested'))
    expect([...after.rules]).toEqual([...before.rules])
    expect(evaluate(after, 'plain', true, {}, { nowMs: 0 }).errorCode).toBe('FLAG_NOT_FOUND')
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
