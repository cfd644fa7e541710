import type { EvaluationContext, Flag, FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { compileFlagSet } from './compile-flag-set.ts'
import { evaluate, type UntypedEvaluationDetails } from './evaluate.ts'

const options = { nowMs: 0 }
const targeted: Flag = {
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant: 'off',
  targeting: { var: 'variant' },
}

function evaluateOne(flag: unknown, context: unknown): UntypedEvaluationDetails {
  const compiled = compileFlagSet({ flags: { flag } } as unknown as FlagSet)
  return evaluate(compiled, 'flag', false, context as EvaluationContext, options)
}

describe('[E11] a hostile context', () => {
  const raise = (): never => {
    throw new Error('hostile')
  }
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const hostileError = new Proxy(new Error('hostile'), { get: raise, getPrototypeOf: raise })

  it.each<[string, unknown]>([
    [
      'a getter that throws',
      {
        get variant(): string {
          return raise()
        },
      },
    ],
    [
      'a getter that throws what cannot be looked at',
      {
        get variant(): string {
          throw hostileError
        },
      },
    ],
    ['a proxy that throws', new Proxy({}, { get: raise, has: raise, getOwnPropertyDescriptor: raise })],
    ['a revoked proxy', revoked.proxy],
    ['a symbol', { variant: Symbol('on') }],
    ['a function whose text throws', { variant: Object.assign(() => 'on', { toString: raise }) }],
    ['a list', { variant: ['on'] }],
    ['an object that calls itself "on"', { variant: { toString: () => 'on' } }],
    ['a revoked proxy as an attribute', { variant: revoked.proxy }],
  ])('answers %s with the fallback', (_, context) => {
    expect(evaluateOne(targeted, context)).toMatchObject({
      value: false,
      reason: 'ERROR',
      errorCode: 'GENERAL',
    })
  })

  it.each([[null], [undefined], ['text'], [5], [Object.create({ variant: 'on' })]])(
    'finds nothing in %j',
    (context) => {
      expect(evaluateOne(targeted, context)).toMatchObject({
        value: false,
        variant: 'off',
        reason: 'DEFAULT',
      })
    },
  )

  it('may evaluate another flag while it is read', () => {
    const compiled = compileFlagSet({
      flags: { outer: targeted, inner: { ...targeted, targeting: { var: 'other' } } },
    })
    const context = {
      other: 'on',
      get variant(): string {
        return evaluate(compiled, 'inner', false, { other: 'on' }, options).value ? 'on' : 'off'
      },
    }
    expect(evaluate(compiled, 'outer', false, context, options)).toMatchObject({
      flagKey: 'outer',
      value: true,
    })
  })
})

describe('[E10] a flag that nobody parsed', () => {
  it.each<[string, unknown]>([
    ['no object', 5],
    ['an empty object', {}],
    ['no variants', { state: 'ENABLED' }],
    ['an unknown state', { ...targeted, state: 'enabled' }],
    ['a default variant that does not exist', { ...targeted, defaultVariant: 'none' }],
    ['a default variant that every object inherits', { ...targeted, defaultVariant: 'toString' }],
    ['an operator without a name', { ...targeted, targeting: { '': [] } }],
    ['null as its variant', { ...targeted, variants: { off: null } }],
  ])('cannot be used: %s', (_, flag) => {
    expect(evaluateOne(flag, {})).toMatchObject({ value: false, reason: 'ERROR', errorCode: 'PARSE_ERROR' })
  })

  it('does not exist where null stands', () => {
    expect(evaluateOne(null, {}).errorCode).toBe('FLAG_NOT_FOUND')
  })

  it('costs no other flag anything', () => {
    const flags = { bad: { ...targeted, targeting: { nope: 1 } }, good: targeted }
    const compiled = compileFlagSet({ flags })
    expect(evaluate(compiled, 'bad', true, {}, options).errorMessage).toContain('"nope"')
    expect(evaluate(compiled, 'good', true, { variant: 'on' }, options).value).toBe(true)
  })

  it('may target by a rule of 10,000 levels, or refer to shared rules that are none', () => {
    const deep = JSON.parse(`${'{"!":'.repeat(10_000)}1${'}'.repeat(10_000)}`)
    expect(evaluateOne({ ...targeted, targeting: deep }, {}).errorCode).toBe('PARSE_ERROR')
    const flags = { flag: { ...targeted, targeting: { $ref: 'a' } } }
    const compiled = compileFlagSet({ flags, $evaluators: null } as unknown as FlagSet)
    expect(evaluate(compiled, 'flag', false, {}, options).errorCode).toBe('PARSE_ERROR')
  })
})

describe('[E8] the type that is asked for', () => {
  const set = compileFlagSet({
    flags: { list: { state: 'ENABLED', variants: { a: { x: 1 } }, defaultVariant: 'a' }, flag: targeted },
  })

  it.each([[1], ['text'], [{}]])('is not the one of a boolean: %j', (fallback) => {
    expect(evaluate(set, 'flag', fallback, {}, options)).toMatchObject({
      value: fallback,
      errorCode: 'TYPE_MISMATCH',
    })
  })

  it('is any where there is no fallback', () => {
    expect(evaluate(set, 'flag', undefined, {}, options)).toMatchObject({ value: false, variant: 'off' })
    expect(evaluate(set, 'list', undefined, {}, options)).toMatchObject({ value: { x: 1 } })
    expect(evaluate(set, 'none', undefined, {}, options)).toMatchObject({ value: undefined, reason: 'ERROR' })
  })
})

describe('[E12] the answer', () => {
  const set = compileFlagSet({ flags: { flag: targeted } })

  it('is the identical object for the same variant, and frozen', () => {
    const first = evaluate(set, 'flag', false, { variant: 'on', a: 1 }, options)
    const second = evaluate(set, 'flag', true, { variant: 'on', a: 2 }, { nowMs: 5 })
    expect(second).toBe(first)
    expect(Object.isFrozen(first)).toBe(true)
  })

  it('holds nothing that an absent variant would stand for', () => {
    const disabled = compileFlagSet({ flags: { flag: { ...targeted, state: 'DISABLED' } } })
    expect(evaluate(disabled, 'flag', true, {}, options)).toStrictEqual({
      flagKey: 'flag',
      value: true,
      reason: 'DISABLED',
      flagMetadata: {},
    })
  })
})

describe('[E23] an attribute', () => {
  const isCrew = { '==': [{ var: 'plan' }, 'crew'] }
  const isOn = (targeting: unknown, context: unknown) =>
    evaluateOne({ ...targeted, targeting: { if: [targeting, 'on'] } }, context).value

  it('is never one of the prototype, not even of one that is changed after the rule was compiled', () => {
    const compiled = compileFlagSet({
      flags: {
        crew: { ...targeted, targeting: { if: [isCrew, 'on'] } },
        split: { ...targeted, targeting: { fractional: [['on', 1]] } },
      },
    })
    const read = (context: unknown) =>
      ['crew', 'split'].map(
        (key) => evaluate(compiled, key, false, context as EvaluationContext, options).value,
      )
    const prototype = {}
    const context = Object.create(prototype)
    expect(read({ plan: 'crew', targetingKey: 'user-1' })).toEqual([true, true])
    Object.assign(prototype, { plan: 'crew', targetingKey: 'user-1' })
    expect(read(context)).toEqual([false, false])
    Object.assign(context, prototype)
    expect(read(context)).toEqual([true, true])
  })

  it('of an element is not the one of the context, though a rule asks for both in turn', () => {
    const rule = { and: [isCrew, { none: [{ var: 'others' }, isCrew] }, isCrew] }
    expect(isOn(rule, { plan: 'crew', others: [{ plan: 'team' }] })).toBe(true)
    expect(isOn(rule, { plan: 'crew', others: [{ plan: 'crew' }] })).toBe(false)
    expect(isOn({ some: [{ var: 'others' }, isCrew] }, { plan: 'crew', others: [{}] })).toBe(false)
  })

  it('is read again when the context has changed', () => {
    const context = { plan: 'crew' }
    expect(isOn(isCrew, context)).toBe(true)
    context.plan = 'team'
    expect(isOn(isCrew, context)).toBe(false)
  })
})
