import { compileFlagSet, evaluate } from '@halyard/evaluator'
import type { Flag, FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { serveFlagSet } from '../../serve-flag-set.ts'
import { isProblem, type Problem } from '../problem.ts'
import { INTENTS } from './intents.ts'

const nowMs = Date.parse('2026-12-01T00:00:00Z')
const $evaluators = { staff: { '==': [{ var: 'role' }, 'staff'] } }
const flag: Flag = {
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant: 'off',
  targeting: { if: [{ '==': [{ var: 'country' }, 'NZ'] }, 'on'] },
}
const people = Array.from({ length: 2000 }, (_, index) => ({ targetingKey: `person-${index}` }))

function decide(name: string, before: Flag, input: object, atMs = nowMs): Flag | Problem {
  const flagSet: FlagSet = { flags: { beta: before }, $evaluators }
  const intent = INTENTS[name]
  if (!intent) throw new Error(`no intent ${name}`)
  return intent(before, input as { [key: string]: unknown }, { flagKey: 'beta', flagSet, nowMs: atMs })
}

function apply(name: string, before: Flag, input: object, atMs = nowMs): Flag {
  const after = decide(name, before, input, atMs)
  if (isProblem(after)) throw new Error(`${after.code}: ${after.subject}`)
  return after
}

/** What pages are given: a flag as it is served, evaluated at an instant. */
function variantsOf(
  written: Flag,
  contexts: readonly object[],
  atMs = nowMs,
): readonly (string | undefined)[] {
  const compiled = compileFlagSet(serveFlagSet({ flags: { beta: written }, $evaluators }))
  return contexts.map(
    (context) =>
      evaluate(compiled, 'beta', undefined, context as { targetingKey: string }, { nowMs: atMs }).variant,
  )
}
const shareOn = (written: Flag, atMs?: number) =>
  variantsOf(written, people, atMs).filter((variant) => variant === 'on').length / people.length

describe('enable and disable', () => {
  it('undo each other', () => {
    const stopped = apply('disable', flag, {})
    expect(variantsOf(stopped, people.slice(0, 1))).toEqual([undefined])
    expect(apply('enable', stopped, {})).toEqual(flag)
  })
})

describe('rollout', () => {
  it('reaches the share that is asked for, and keeps whom it has when it is raised', () => {
    let before = flag
    let had: readonly (string | undefined)[] = variantsOf(flag, people)
    for (const on of [1, 10, 33.333, 80, 100]) {
      const after = apply('rollout', before, { weights: { on } })
      const has = variantsOf(after, people)
      expect(Math.abs(shareOn(after) - on / 100)).toBeLessThan(0.03)
      expect(had.every((variant, index) => variant !== 'on' || has[index] === 'on')).toBe(true)
      before = after
      had = has
    }
    expect(apply('rollout', before, { weights: null })).toEqual(flag)
  })

  it('leaves alone whom the rule singles out', () => {
    const kiwi = { targetingKey: 'k', country: 'NZ' }
    expect(variantsOf(apply('rollout', flag, { weights: { off: 100 } }), [kiwi])).toEqual(['on'])
  })

  it('takes over from a split in the rule without moving anybody', () => {
    const split = { fractional: [{ cat: ['x', { var: 'targetingKey' }] }, ['on', 3], ['off', 7]] }
    const written: Flag = { ...flag, targeting: { if: [{ $ref: 'staff' }, 'off', split] } }
    const had = variantsOf(written, people)
    expect(variantsOf(apply('rollout', written, { weights: { on: 30 } }), people)).toEqual(had)
    const raised = variantsOf(apply('rollout', written, { weights: { on: 50 } }), people)
    expect(had.every((variant, index) => variant !== 'on' || raised[index] === 'on')).toBe(true)
  })

  it.each([
    [{ weights: { onn: 10 } }, 'INVALID_INPUT'],
    [{ weights: { on: 101 } }, 'INVALID_INPUT'],
    [{ weights: { on: '10' } }, 'INVALID_INPUT'],
    [{ weights: { on: 60, off: 60 } }, 'INVALID_INPUT'],
    [{ weights: { off: 60 } }, 'INVALID_INPUT'],
    [{ weights: 10 }, 'INVALID_INPUT'],
    [{}, 'INVALID_INPUT'],
  ])('refuses %j', (input, code) => {
    expect(decide('rollout', flag, input)).toMatchObject({ code })
  })

  it('refuses a rule that leaves nobody', () => {
    const written = { ...flag, targeting: { ends_with: [{ var: 'email' }, '@x'] } }
    expect(decide('rollout', written, { weights: { on: 10 } })).toMatchObject({ code: 'RULE_HAS_NO_REST' })
  })
})

describe('schedule', () => {
  const at = (day: number) => `2026-12-0${day}T09:00:00+01:00`
  const stages = [
    { at: at(2), weights: { on: 10 } },
    { at: at(4), weights: { on: 100 } },
  ]
  const later = (day: number) => Date.parse(at(day))

  it('changes by itself at the instants, and never takes away what somebody has', () => {
    const ramp = apply('schedule', apply('rollout', flag, { weights: { on: 1 } }), { stages })
    expect(shareOn(ramp)).toBeLessThan(0.03)
    expect(shareOn(ramp, later(2) - 1000)).toBe(shareOn(ramp))
    const [before, after] = [variantsOf(ramp, people), variantsOf(ramp, people, later(2))]
    expect(Math.abs(shareOn(ramp, later(2)) - 0.1)).toBeLessThan(0.03)
    expect(before.every((variant, index) => variant !== 'on' || after[index] === 'on')).toBe(true)
    expect(shareOn(ramp, later(4))).toBe(1)
  })

  it('pauses where it stands, and goes on from there', () => {
    const ramp = apply('schedule', flag, { stages })
    const paused = apply('schedule', ramp, { stages: [] }, later(3))
    expect(variantsOf(paused, people, later(5))).toEqual(variantsOf(ramp, people, later(3)))
    expect(apply('rollout', paused, { weights: null })).toEqual(flag)
  })

  it('ends when somebody rolls out by hand, from what is in force then', () => {
    const ramp = apply('schedule', flag, { stages })
    const stopped = apply('rollout', ramp, { weights: { on: 10 } }, later(3))
    expect(variantsOf(stopped, people, later(5))).toEqual(variantsOf(ramp, people, later(3)))
  })

  it.each([
    [{ stages: 7 }],
    [{ stages: [7] }],
    [{ stages: [{ at: '2026-12-02', weights: { on: 1 } }] }],
    [{ stages: [{ at: '2026-11-30T00:00:00Z', weights: { on: 1 } }] }],
    [{ stages: [...stages].reverse() }],
    [{ stages: [{ at: at(2), weights: { nobody: 1 } }] }],
  ])('refuses %j', (input) => {
    expect(decide('schedule', flag, input)).toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('target', () => {
  it.each([
    [{ segment: 'staff' }, { role: 'staff' }],
    [{ attribute: 'plan', values: ['team', 'free'] }, { plan: 'team' }],
    [{ rule: { var: 'isBeta' } }, { isBeta: true }],
  ])('singles out by %j, and is undone', (input, context) => {
    const targeted = apply('target', flag, { ...input, variant: 'on' })
    expect(variantsOf(targeted, [{ targetingKey: 'a', ...context }, { targetingKey: 'b' }])).toEqual([
      'on',
      'off',
    ])
    const other = apply('target', targeted, { ...input, variant: 'off' })
    expect(other['x-release']?.targets).toHaveLength(1)
    expect(apply('target', other, { ...input, variant: null })).toEqual(flag)
  })

  it.each([
    [{ segment: 'staf', variant: 'on' }],
    [{ segment: 'staff', variant: 'onn' }],
    [{ segment: 'staff', attribute: 'plan', values: ['a'], variant: 'on' }],
    [{ attribute: 'plan', values: [], variant: 'on' }],
    [{ rule: 'on', variant: 'on' }],
    [{ variant: 'on' }],
  ])('refuses %j', (input) => {
    expect(decide('target', flag, input)).toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('trial', () => {
  const trial = { targetingKey: 'person-1', variant: 'on', until: '2026-12-08T00:00:00Z' }
  const untilMs = Date.parse(trial.until)

  it('is for one targeting key, until an instant, before everything else', () => {
    const started = apply(
      'trial',
      apply('target', flag, { rule: { var: 'targetingKey' }, variant: 'off' }),
      trial,
    )
    const contexts = [{ targetingKey: 'person-1' }, { targetingKey: 'person-2' }]
    expect(variantsOf(started, contexts)).toEqual(['on', 'off'])
    expect(variantsOf(started, contexts, untilMs - 1000)).toEqual(['on', 'off'])
    expect(variantsOf(started, contexts, untilMs)).toEqual(['off', 'off'])
  })

  it('is replaced, ended, and dropped when it is over', () => {
    const started = apply('trial', flag, trial)
    expect(apply('trial', started, { ...trial, variant: 'off' })['x-release']?.trials).toHaveLength(1)
    expect(apply('trial', started, { ...trial, variant: null })).toEqual(flag)
    const next = { ...trial, targetingKey: 'person-2', until: '2027-01-01T00:00:00Z' }
    expect(apply('trial', started, next, untilMs)['x-release']?.trials).toMatchObject([
      { targetingKey: 'person-2' },
    ])
  })

  it.each([
    [{ ...trial, targetingKey: '' }],
    [{ ...trial, variant: 'onn' }],
    [{ ...trial, until: 'soon' }],
    [{ ...trial, until: '2026-11-30T00:00:00Z' }],
    [{ ...trial, until: undefined }],
  ])('refuses %j', (input) => {
    expect(decide('trial', flag, input)).toMatchObject({ code: 'INVALID_INPUT' })
  })
})
