import type { FlagReport } from '@halyard/devtools'
import { expect, it } from 'vitest'
import { learnFlags } from './known-flags.ts'

function report(flagKey: string, more: Partial<FlagReport> = {}): FlagReport {
  return {
    flagKey,
    value: true,
    variant: 'on',
    reason: 'STATIC',
    flagMetadata: {},
    type: 'boolean',
    variants: { on: true, off: false },
    observed: true,
    ...more,
  }
}

it('puts flags that are read first, those that were found first before the others', () => {
  const first = learnFlags([], [report('c'), report('d', { observed: false })], true)
  const known = learnFlags(first, [report('a'), report('b', { observed: false })], true)
  expect(known.map(({ flagKey }) => flagKey)).toEqual(['c', 'a', 'd', 'b'])
})

it('remembers that a flag was read, in whichever variation', () => {
  const known = learnFlags(learnFlags([], [report('a')], true), [report('a', { observed: false })], true)
  expect(known[0]?.observed).toBe(true)
})

it('tells what is served where a flag is overridden', () => {
  const original = { value: false, variant: 'off', reason: 'DEFAULT' }
  const [flag] = learnFlags(
    [],
    [report('a', { reason: 'OVERRIDE', override: { scope: 'frame' }, original })],
    true,
  )
  expect(flag).toEqual({ ...report('a'), ...original })
})

it('does not take what somebody else gets for what is served', () => {
  const served = learnFlags([], [report('a')], true)
  expect(learnFlags(served, [report('a', { value: false, variant: 'off' })], false)).toBe(served)
})

it('keeps the variants that a client which has just started does not know yet', () => {
  const served = learnFlags([], [report('a')], true)
  const { variants, type, ...bare } = report('a', { variant: 'x', reason: 'ERROR' })
  expect(learnFlags(served, [bare], true)).toBe(served)
})

it('learns the variants of a flag from whoever gets it, where nobody knew them', () => {
  const { variants, type, ...bare } = report('a', { reason: 'ERROR' })
  const [flag] = learnFlags(learnFlags([], [bare], false), [report('a')], false)
  expect(flag).toEqual(report('a'))
})

it('returns the same list where nothing is new', () => {
  const known = learnFlags([], [report('a'), report('b')], true)
  expect(learnFlags(known, [report('b'), report('a')], true)).toBe(known)
})
