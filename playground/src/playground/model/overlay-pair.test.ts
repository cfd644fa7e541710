import { expect, it } from 'vitest'
import { stepPair } from './overlay-pair.ts'

const CELLS = ['a', 'b', 'c', 'd']

it('goes through all cells but the lower one, and around', () => {
  expect(stepPair(CELLS, ['b', 'a'], 1)).toEqual(['b', 'c'])
  expect(stepPair(CELLS, ['b', 'd'], 1)).toEqual(['b', 'a'])
  expect(stepPair(CELLS, ['b', 'a'], -1)).toEqual(['b', 'd'])
})

it('begins anew where a cell is not there any more', () => {
  expect(stepPair(CELLS, ['a', 'gone'], 1)).toEqual(['a', 'b'])
  expect(stepPair(CELLS, ['a', 'gone'], -1)).toEqual(['a', 'd'])
  expect(stepPair(['a'], ['a', 'gone'], 1)).toEqual(['a', 'gone'])
})
