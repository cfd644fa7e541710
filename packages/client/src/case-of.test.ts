import { expect, it } from 'vitest'
import { caseOf } from './case-of.ts'

it('is on or off for a boolean', () => {
  expect([caseOf({}, true, false), caseOf({}, false, true)]).toEqual(['on', 'off'])
})

it('is the value where there is such a case, and that of the fallback where there is none', () => {
  const cases = { classic: 'C', bold: 'B', 2: 'two' }
  expect(caseOf(cases, 'bold', 'classic')).toBe('bold')
  expect(caseOf(cases, 2, 3)).toBe('2')
  expect(caseOf(cases, 'new', 'classic')).toBe('classic')
  expect(caseOf(cases, 'toString', 'classic')).toBe('classic')
})
