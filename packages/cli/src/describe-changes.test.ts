import { diffFlagSets, type Flag, type FlagSet } from '@halyard/schema'
import { expect, it } from 'vitest'
import { describeChanges } from './describe-changes.ts'

const flag: Flag = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' }

it.each<[string, Flag, Flag]>([
  ['default on → off', flag, { ...flag, defaultVariant: 'off' }],
  ['default on → (none)', flag, { ...flag, defaultVariant: null }],
  ['disabled, default on → off', flag, { ...flag, state: 'DISABLED', defaultVariant: 'off' }],
  ['targeting added', flag, { ...flag, targeting: { if: [true, 'on', 'off'] } }],
  ['targeting removed', { ...flag, targeting: true }, flag],
  ['variant maybe added', flag, { ...flag, variants: { ...flag.variants, maybe: true } }],
  ['on = true → false', flag, { ...flag, variants: { on: false, off: false } }],
  [
    'variant a changed',
    { ...flag, variants: { a: 'x'.repeat(50) } },
    { ...flag, variants: { a: 'y'.repeat(50) } },
  ],
  ['metadata added', flag, { ...flag, metadata: { owner: 'web' } }],
])('says "%s"', (text, before, after) => {
  const from = { flags: { checkout: before } }
  expect(describeChanges(from, diffFlagSets(from, { flags: { checkout: after } }) ?? {})).toEqual([
    `checkout: ${text}`,
  ])
})

it('names what came and went, and lets no key steer the terminal', () => {
  const before: FlagSet = { flags: { old: flag }, $evaluators: { a: true, b: true } }
  const after: FlagSet = {
    flags: { '\u001b[2J': flag },
    $evaluators: { b: false, c: true },
    metadata: { x: 1 },
    'x-bucketing': 2,
  }
  expect(describeChanges(before, diffFlagSets(before, after) ?? {})).toEqual([
    '·[2J: added (boolean, default on)',
    'old: removed',
    '$evaluators.b: changed',
    '$evaluators.c: added',
    '$evaluators.a: removed',
    'metadata: changed',
    'x-bucketing: changed',
  ])
})

it('passes over what follows from the prerequisites of flags', () => {
  const before: FlagSet = { flags: { checkout: flag } }
  const after: FlagSet = { ...before, $evaluators: { 'x-variant-of:checkout': 'on', mine: true } }
  expect(describeChanges(before, diffFlagSets(before, after) ?? {})).toEqual(['$evaluators.mine: added'])
})
