import { expect, it } from 'vitest'
import { BINDING_NAMES, type BindingName } from '../bindings/binding-names.ts'
import type { BindingCost } from '../measure/measure-binding.ts'
import { type BindingRound, judgeBindings } from './binding-goals.ts'
import { reportBindings } from './report-bindings.ts'

/** A round in which everything by hand takes 10 ms, all else `ms`, and a change renders so many components. */
function roundWith(ms: number, renders: number): BindingRound {
  const names = Object.keys(BINDING_NAMES) as BindingName[]
  return new Map(
    names.map((name): [BindingName, BindingCost] => {
      const own = name.startsWith('plain') ? 10 : ms
      return [
        name,
        { firstMountMs: own, mountMs: own, mountRenders: 1000, changeMs: own, changeRenders: renders },
      ]
    }),
  )
}

const outcomes = (rounds: readonly BindingRound[]): Set<string> =>
  new Set(judgeBindings(rounds).map(({ outcome }) => outcome))

it('calls every goal met where times and renders are within', () => {
  expect(outcomes([roundWith(12, 0)])).toEqual(new Set(['met']))
})

it('calls every goal missed where they are beyond', () => {
  expect(outcomes([roundWith(12.1, 2)])).toEqual(new Set(['missed']))
})

it('misses what was not measured', () => {
  expect(outcomes([])).toEqual(new Set(['missed']))
})

it('has a row for every binding, beside the limit of its framework', () => {
  const report = reportBindings(['a machine'], [roundWith(15, 1000)])
  for (const name of Object.values(BINDING_NAMES)) expect(report).toContain(`| ${name} `)
  expect(report).toMatch(
    /\| @halyard\/react +\| +15\.0 ms \| 15\.0 ms +1\.50 × \| +1,000 \| 15\.0 ms +1\.50 × \| +1,000 \|/,
  )
})
