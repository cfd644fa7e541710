import { expect, it } from 'vitest'
import { caseName, caseOf } from './case-of.ts'

it('names the case of a value', () => {
  expect([true, false, 'bold', 3].map(caseName)).toEqual(['on', 'off', 'bold', '3'])
})

it('is the own case of a value, else the one of the fallback', () => {
  const cases = { classic: 1, bold: 2 }
  expect(['bold', 'new', 'toString'].map((value) => caseOf(cases, value, 'classic'))).toEqual([
    'bold',
    'classic',
    'classic',
  ])
})

it('is never the fallback of a boolean', () => {
  expect([caseOf({ on: 1 }, false, true), caseOf({ off: 1 }, true, false)]).toEqual(['off', 'on'])
})
