import { describe, expect, it } from 'vitest'
import { orderCuts } from './order-cuts.ts'

const same = (second: number): number => second

describe('[T2] orderCuts', () => {
  it.each([
    [0, 100, 50, [50, 51]],
    [50, 100, 50, [51]],
    [51, 100, 50, []],
    [0, 100, 50.5, [51]],
    [0, 50, 50, []],
    [0, 51, 50, [50]],
    [0, 100, 'text', []],
    [99, 100, 1_000, []],
    [-5, 8_640_000_000_001, 1_700_000_000, [1_700_000_000, 1_700_000_001]],
  ])('from %s to %s, against %s: %j', (from, end, other, expected) => {
    expect(orderCuts(same, () => other, from, end)).toEqual(expected)
  })

  it('finds values that meet', () => {
    expect(orderCuts(same, (second) => 100 - second, 0, 1_000)).toEqual([50, 51])
  })
})
