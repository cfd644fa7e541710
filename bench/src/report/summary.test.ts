import { expect, it } from 'vitest'
import { ratioTo, typical } from './summary.ts'

const ROUNDS = [
  new Map([
    ['a', 10],
    ['b', 100],
  ]),
  // The machine was busy.
  new Map([
    ['a', 30],
    ['b', 300],
  ]),
  new Map([['a', 11]]),
]
const itself = (value: number): number => value

it('takes the round in the middle', () => {
  expect(typical(ROUNDS, 'a', itself)).toBe(11)
})

it('compares within rounds, and leaves out those that lack one of the two', () => {
  expect(ratioTo(ROUNDS, 'a', 'b', itself)).toBeCloseTo(0.1)
})

it('has no figure for what was never measured', () => {
  expect(typical(ROUNDS, 'c', itself)).toBeNull()
  expect(ratioTo(ROUNDS, 'a', 'c', itself)).toBeNull()
})
