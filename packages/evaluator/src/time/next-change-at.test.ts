import type { EvaluationContext, Flag, FlagSet, TargetingRule } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { compileFlagSet } from '../compile-flag-set.ts'
import { nextChangeAt } from './next-change-at.ts'

const time = { var: '$flagd.timestamp' }
const START = 1_700_000_000

function flagWith(targeting: TargetingRule): Flag {
  return { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off', targeting }
}

function nextSecond(
  targeting: TargetingRule,
  nowS: number,
  context: EvaluationContext = {},
  $evaluators: NonNullable<FlagSet['$evaluators']> = {},
): number | null {
  const compiled = compileFlagSet({ flags: { f: flagWith(targeting) }, $evaluators })
  const nextMs = nextChangeAt(compiled, 'f', context, { nowMs: nowS * 1000 + 250 })
  return nextMs === null ? null : nextMs / 1000
}

describe('[T2] a comparison of the time changes', () => {
  it.each([
    [{ '>=': [time, START] }, START],
    [{ '>': [time, START] }, START + 1],
    [{ '<': [time, START] }, START],
    [{ '<=': [time, START] }, START + 1],
    [{ '<=': [START, time] }, START],
    [{ '==': [time, START] }, START],
    [{ '===': [time, START] }, START],
    [{ '!=': [time, START] }, START],
    [{ '!==': [time, START] }, START],
    [{ '>=': [time, `${START}`] }, START],
    [{ '===': [time, `${START}`] }, null],
    [{ '>=': [time, 'soon'] }, null],
    [{ '>=': [time, START + 0.5] }, START + 1],
    [{ '==': [time, START + 0.5] }, null],
    [{ '<=': [START, time, START + 10] }, START],
    [{ '<': [START, time, START + 10] }, START + 1],
    [{ '<=': [START + 10, time, START] }, null],
    [{ '<': [0, 1, time] }, null],
    [{ '<': [time, START, 5] }, null],
  ])('%j at %s', (rule, expected) => {
    expect(nextSecond({ if: [rule, 'on'] }, 1_000)).toBe(expected)
  })

  it('and after that never again', () => {
    for (const now of [START, START + 1, START + 1e9]) {
      expect(nextSecond({ if: [{ '>=': [time, START] }, 'on'] }, now)).toBeNull()
    }
    expect(nextSecond({ '==': [time, START] }, START)).toBe(START + 1)
    expect(nextSecond({ '==': [time, START] }, START + 1)).toBeNull()
  })

  it('at the end of a window that is open', () => {
    const window = { '<=': [START, time, START + 10] }
    expect(nextSecond(window, START)).toBe(START + 11)
    expect(nextSecond(window, START + 11)).toBeNull()
  })
})

describe('[T2] arithmetic with what time does not change', () => {
  const startsAt = { var: 'startsAt' }
  it.each([
    [{ '>=': [{ '-': [time, startsAt] }, 3_600] }, START + 3_600],
    [{ '<': [{ '-': [startsAt, time] }, 60] }, START - 59],
    [{ '>': [{ '/': [{ '-': [time, startsAt] }, 86_400] }, 7] }, START + 7 * 86_400 + 1],
    [{ '>=': [{ '*': [time, -2] }, -2 * START] }, START + 1],
    [{ '>=': [{ '*': [1_000, time] }, { '*': [startsAt, 1_000] }] }, START],
    [{ '>=': [{ '+': [time, time, 1] }, { '*': [2, startsAt] }] }, START],
    [{ '>=': [{ max: [time, START - 5] }, startsAt] }, START],
    [{ '>': [{ min: [time, START - 5] }, startsAt] }, null],
    [{ '<': [{ '-': [time] }, { '-': [startsAt] }] }, START + 1],
    [{ '<': [{ '-': [startsAt, time] }, { '-': [time, startsAt] }] }, START + 1],
  ])('%j', (rule, expected) => {
    expect(nextSecond(rule, 1_000, { startsAt: START })).toBe(expected)
  })

  it('follows a reference', () => {
    const $evaluators = { clock: time, later: { '>=': [{ $ref: 'clock' }, START] } }
    expect(nextSecond({ if: [{ $ref: 'later' }, 'on'] }, 5, {}, $evaluators)).toBe(START)
  })
})

describe('[T2] time that goes both ways', () => {
  it('is exact between values that meet', () => {
    const rule = { '>=': [{ '*': [-1, time] }, { '-': [time, 2 * START] }] }
    expect(nextSecond(rule, START - 20)).toBe(START + 1)
  })

  it('is taken second by second within one value: a distance falls and rises again', () => {
    const distance = { max: [{ '-': [time, START] }, { '-': [START, time] }] }
    expect(nextSecond({ '==': [distance, 5] }, START - 20)).toBe(START - 19)
  })
})

describe('[T3] only what the evaluation reaches counts', () => {
  it('a branch that is not taken has no say', () => {
    const rule = { if: [{ var: 'beta' }, { if: [{ '>=': [time, START] }, 'on'] }, 'off'] }
    expect(nextSecond(rule, 5, { beta: false })).toBeNull()
    expect(nextSecond(rule, 5, { beta: true })).toBe(START)
  })

  it('the nearest of several thresholds', () => {
    const rule = { and: [{ '<': [time, START + 5] }, { '>=': [time, START] }] }
    expect(nextSecond(rule, 5)).toBe(START)
    expect(nextSecond(rule, START)).toBe(START + 5)
  })

  it('an operand that changes ends what is known of its comparison', () => {
    const threshold = { if: [{ '<': [time, 100] }, START, 200] }
    expect(nextSecond({ '>=': [time, threshold] }, 5)).toBe(100)
    expect(nextSecond({ '>=': [time, threshold] }, 100)).toBe(200)
  })
})

describe('[T4] what cannot be analysed may change each second', () => {
  it.each([
    [{ '==': [{ '%': [time, 2] }, 0] }],
    [{ cat: [time] }],
    [{ fractional: [{ var: 'key' }, ['on', time], ['off', 100]] }],
    [{ some: [[1, time], { '>': [{ var: '' }, START] }] }],
    [{ '>': [{ '*': [time, time] }, 1e18] }],
    [{ '>': [time, { '+': [time, 1] }] }],
    [{ '>': [{ '/': [1, time] }, 1] }],
    [{ var: { cat: ['$flagd.', 'timestamp'] } }],
    [{ var: [['$flagd.timestamp']] }],
    [{ if: [{ var: '$flagd' }, 'on'] }],
    [time],
  ])('%j', (rule) => {
    expect(nextSecond(rule, 5, { key: 'k' })).toBe(6)
  })

  it('even a search that takes too long', () => {
    const sum = { '+': [time, ...Array.from({ length: 15_000 }, () => ({ var: 'x' }))] }
    expect(nextSecond({ '>=': [sum, START] }, 5, { x: 1 })).toBe(6)
  })

  it('even where more parts run than are watched, but not where none of them reads the time', () => {
    const many = Array.from({ length: 30_000 }, () => ({ var: 'x' }))
    expect(nextSecond({ or: [...many, { '>=': [time, START] }] }, 5)).toBe(6)
    expect(nextSecond({ or: many }, 5)).toBeNull()
  })
})

describe('[T1] null', () => {
  it.each([[{}], [{ var: 'x' }], [{ fractional: [['on'], ['off']] }], [{ nope: [time] }]])(
    'where time has no say: %j',
    (rule) => {
      expect(nextSecond(rule, 5, { targetingKey: 'u' })).toBeNull()
    },
  )

  it('for an unknown flag and for no time', () => {
    const compiled = compileFlagSet({ flags: { f: flagWith(time) } })
    expect(nextChangeAt(compiled, 'absent', {}, { nowMs: 0 })).toBeNull()
    expect(nextChangeAt(compiled, 'f', {}, { nowMs: Number.NaN })).toBeNull()
    expect(nextChangeAt(compiled, 'f', {}, { nowMs: -Infinity })).toBeNull()
  })

  it('at an element of a list, where "$flagd" is an attribute like any other', () => {
    const rule = { map: [{ var: 'list' }, { '>': [{ var: '$flagd.timestamp' }, START] }] }
    expect(nextSecond(rule, 5, { list: [{ $flagd: { timestamp: 1 } }] })).toBeNull()
  })

  it('where an attribute throws before time has a say', () => {
    const hostile = {
      get x(): never {
        throw new Error('hostile')
      },
    }
    expect(nextSecond({ and: [{ var: 'x' }, { '>': [time, START] }] }, 5, hostile)).toBeNull()
    expect(nextSecond({ and: [{ '<': [time, START] }, { var: 'x' }] }, 5, hostile)).toBe(START)
  })
})
