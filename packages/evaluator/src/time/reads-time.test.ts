import type { FlagSet, TargetingRule } from '@halyard/schema'
import { expect, it } from 'vitest'
import { compileFlagSet } from '../compile-flag-set.ts'
import { readsTime } from './reads-time.ts'

const flag = (targeting?: TargetingRule): FlagSet['flags'][string] => ({
  state: 'ENABLED',
  variants: { on: true },
  defaultVariant: 'on',
  ...(targeting !== undefined && { targeting }),
})

const later: TargetingRule = { '>': [{ var: '$flagd.timestamp' }, 5] }

it.each<[string, TargetingRule, boolean]>([
  ['compares the time', { if: [later, 'on'] }, true],
  ['reads it with a fallback', { if: [{ '>': [{ var: ['$flagd.timestamp', 0] }, 5] }, 'on'] }, true],
  ['reads all of $flagd', { if: [{ var: '$flagd' }, 'on'] }, true],
  ['computes what it reads', { if: [{ var: { cat: ['$flagd.', 'timestamp'] } }, 'on'] }, true],
  ['refers to a rule that does, through another one', { if: [{ $ref: 'open' }, 'on'] }, true],
  ['reads its own key', { if: [{ '==': [{ var: '$flagd.flagKey' }, 'a'] }, 'on'] }, false],
  ['looks at the elements of a list', { if: [{ some: [{ var: 'plans' }, { var: '' }] }, 'on'] }, false],
])('knows of a flag that %s', (_, targeting, expected) => {
  const compiled = compileFlagSet({
    flags: { a: flag(targeting) },
    $evaluators: { open: { $ref: 'begun' }, begun: later },
  })
  expect(readsTime(compiled, 'a')).toBe(expected)
})

it('reads nothing in a static flag, an unknown one, and one that cannot be used', () => {
  const compiled = compileFlagSet({ flags: { a: flag(), b: flag({ $ref: 'nowhere' }) } })
  expect(['a', 'b', '__proto__'].map((flagKey) => readsTime(compiled, flagKey))).toEqual([
    false,
    false,
    false,
  ])
})
