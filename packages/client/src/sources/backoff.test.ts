import { expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

const limits = { firstMs: 1000, maxMs: 30_000 }

it('doubles the longest wait with every attempt, up to the limit', () => {
  const longest = [1, 2, 3, 5, 6, 5000].map((attempt) => backoffMs(attempt, limits, () => 1))
  expect(longest).toEqual([1000, 2000, 4000, 16_000, 30_000, 30_000])
})

it('spreads over the whole range', () => {
  expect([0, 0.5].map((dice) => backoffMs(3, limits, () => dice))).toEqual([0, 2000])
})
