import {
  type EvaluationContext,
  type Flag,
  type FlagSet,
  lowerPrerequisites,
  type Prerequisite,
  parseFlagSet,
  type TargetingRule,
} from '@halyard/schema'
import { FlagdCore } from '@openfeature/flagd-core'
import { describe, expect, it } from 'vitest'
import { compileFlagSet } from './compile-flag-set.ts'
import { evaluate } from './evaluate.ts'
import { referencesOf } from './references/references-of.ts'

const USERS = 10_000

const flag: Flag = { state: 'ENABLED', variants: { on: 'on', off: 'off' }, defaultVariant: 'off' }
const on = (key: string): Prerequisite => ({ flag: key, variants: ['on'] })
const after = (prerequisites: readonly Prerequisite[], targeting: TargetingRule): Flag => ({
  ...flag,
  targeting,
  'x-prerequisites': prerequisites,
})
const half: TargetingRule = {
  fractional: [
    ['on', 50],
    ['off', 50],
  ],
}

const flagSet: FlagSet = {
  flags: {
    'new-checkout': { ...flag, targeting: { if: [{ $ref: 'staff' }, 'on', half] } },
    'one-click': after([on('new-checkout')], half),
    'gift-wrap': after([on('one-click'), on('theme')], { if: [{ var: 'crew' }, 'on', half] }),
    theme: {
      ...flag,
      variants: { true: 'yes', false: 'no', on: 'on' },
      defaultVariant: 'on',
      targeting: { if: [{ '==': [{ var: '$flagd.flagKey' }, 'theme'] }, { '!': { '!': { var: 'crew' } } }] },
    },
    themed: after([{ flag: 'theme', variants: ['true'] }], { if: [true, 'on'] }),
    kept: after([{ flag: 'sparse', variants: ['off'] }], { if: [true, 'on'] }),
    sparse: { ...flag, targeting: { if: [{ $ref: 'quarter' }, 'on', null] } },
    stopped: { ...flag, state: 'DISABLED', targeting: half },
    'after-stopped': after([on('stopped')], { if: [true, 'on'] }),
    'after-static': after([{ flag: 'static', variants: ['off'] }], half),
    static: flag,
    egg: after([on('hen')], { if: [true, 'on'] }),
    hen: after([{ flag: 'egg', variants: ['on', 'off'] }], { if: [true, 'on'] }),
    chick: after([{ flag: 'egg', variants: ['on', 'off'] }], { if: [true, 'on'] }),
  },
  $evaluators: {
    staff: { ends_with: [{ var: 'email' }, '@halyard.example'] },
    quarter: { '==': [{ fractional: [['a'], ['b'], ['c'], ['d']] }, 'b'] },
  },
}

const ignore = (): void => undefined

const authored = compileFlagSet(flagSet)
const lowered = lowerPrerequisites(flagSet)
const compiled = compileFlagSet(lowered)

function contextOf(user: number): { targetingKey: string; email: string; crew: boolean } {
  const email = user % 7 === 0 ? `u${user}@halyard.example` : `u${user}@example.com`
  return { targetingKey: user % 11 === 0 ? '' : `user-${user}`, email, crew: user % 3 === 0 }
}

function variantOf(set: typeof compiled, key: string, context: EvaluationContext): string | undefined {
  return evaluate(set, key, undefined, context, { nowMs: 0 }).variant
}

/** What prerequisites mean, without lowering: on the set as it was written, whose own splits hash their own keys. */
function expected(key: string, context: EvaluationContext): string | undefined {
  const { defaultVariant, 'x-prerequisites': listed = [] } = flagSet.flags[key] as Flag
  if (['egg', 'hen', 'chick'].includes(key)) return defaultVariant ?? undefined
  const isMet = listed.every(({ flag: parent, variants }) =>
    variants.includes(expected(parent, context) ?? ''),
  )
  return isMet ? variantOf(authored, key, context) : (defaultVariant ?? undefined)
}

describe('[P1] prerequisites', () => {
  it.each(Object.keys(flagSet.flags))('%s gives what it should to 10,000 users', (key) => {
    for (let user = 0; user < USERS; user++) {
      const context = contextOf(user)
      expect(variantOf(compiled, key, context), `user ${user}`).toBe(expected(key, context))
    }
  })

  it('that are not met give the default variant, with the reason DEFAULT', () => {
    const details = evaluate(compiled, 'after-stopped', undefined, {}, { nowMs: 0 })
    expect(details).toMatchObject({ value: 'off', variant: 'off', reason: 'DEFAULT' })
  })

  it('leave a flag that is disabled disabled, whatever depends on it', () => {
    expect(evaluate(compiled, 'stopped', 'x', {}, { nowMs: 0 }).reason).toBe('DISABLED')
  })

  it("split apart: a child hashes its own key, not its parent's", () => {
    const both = Array.from({ length: USERS }, (_, user) => ({ targetingKey: `user-${user}` })).filter(
      (context) => variantOf(compiled, 'new-checkout', context) === 'on',
    )
    const children = both.filter((context) => variantOf(compiled, 'one-click', context) === 'on')
    expect(children.length / both.length).toBeGreaterThan(0.45)
    expect(children.length / both.length).toBeLessThan(0.55)
  })

  it('cost the one flag a PARSE_ERROR that is too large with them, and no other', () => {
    const huge = { or: Array.from({ length: 49_990 }, () => ({ var: 'x' })) }
    const set = { flags: { big: { ...flag, targeting: huge }, child: after([on('big')], huge), small: flag } }
    const all = compileFlagSet(lowerPrerequisites(set))
    expect(evaluate(all, 'child', undefined, {}, { nowMs: 0 }).errorCode).toBe('PARSE_ERROR')
    expect(variantOf(all, 'big', {})).toBe('off')
  })
})

describe('[P2] a lowered set', () => {
  it('has no faults that the authored one had not', () => {
    expect(parseFlagSet(lowered).issues).toEqual([])
    // the circle
    expect(parseFlagSet(flagSet).issues).toHaveLength(3)
  })

  it('gives the same in a stock evaluator, to 10,000 users', () => {
    const silent = { error: ignore, warn: ignore, info: ignore, debug: ignore }
    const core = new FlagdCore(undefined, silent)
    core.setConfigurations(JSON.stringify(lowered))
    for (const key of Object.keys(flagSet.flags)) {
      for (let user = 0; user < USERS; user++) {
        const context = contextOf(user)
        const theirs = core.resolveStringEvaluation(key, 'x', context, silent)
        const ours = evaluate(compiled, key, 'x', context, { nowMs: 0 })
        if (theirs.value !== ours.value) expect([key, user, theirs.value]).toEqual([key, user, ours.value])
      }
    }
  }, 60_000)

  it('names the flags that a flag depends on', () => {
    expect(referencesOf(compiled, 'gift-wrap').flags).toEqual(['new-checkout', 'one-click', 'theme'])
    expect(referencesOf(compiled, 'gift-wrap').attributes).toEqual(['crew', 'email'])
    expect(referencesOf(compiled, 'egg').flags).toEqual(['egg', 'hen'])
  })
})
