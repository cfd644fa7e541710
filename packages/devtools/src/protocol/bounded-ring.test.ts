import { expect, it } from 'vitest'
import { createBoundedRing } from './bounded-ring.ts'

it('keeps the last things in their order, and counts those that made room', () => {
  const ring = createBoundedRing<number>(3)
  ring.push(1)
  expect([ring.items(), ring.dropped]).toEqual([[1], 0])
  for (const number of [2, 3, 4, 5]) ring.push(number)
  expect([ring.items(), ring.dropped]).toEqual([[3, 4, 5], 2])
  ring.clear()
  ring.push(6)
  expect([ring.items(), ring.dropped]).toEqual([[6], 0])
})
