import { expect, it } from 'vitest'
import { chosenByFlag } from './chosen-by-flag.ts'

it('shows the alternative for the value, and the one of the fallback where there is none', () => {
  const cases = { classic: 'Kites', bold: 'KITES' }
  const props = { name: 'hero', fallback: 'classic', cases }
  expect(['bold', 'classic', 'unknown'].map((value) => chosenByFlag(props, value))).toEqual([
    'KITES',
    'Kites',
    'Kites',
  ])
})

it('shows one of two, and nothing for one that is left out', () => {
  const props = { name: 'checkout', fallback: false, on: 'Pay' }
  expect([chosenByFlag(props, true), chosenByFlag(props, false)]).toEqual(['Pay', undefined])
})

it('shows what a function makes of the value', () => {
  expect(chosenByFlag({ name: 'limit', fallback: 10, children: (limit) => `at most ${limit}` }, 5)).toBe(
    'at most 5',
  )
})
