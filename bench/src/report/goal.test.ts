import { describe, expect, it } from 'vitest'
import { aheadOf, atMost } from './goal.ts'

describe('goal', () => {
  it.each([
    [3, 'met'],
    [3.01, 'missed'],
    [null, 'missed'],
  ] as const)('at most 3 and %s seen: %s', (seen, outcome) => {
    expect(atMost('a figure', seen, 3, String).outcome).toBe(outcome)
  })

  it('is judged beside the peer that comes closest, whatever others there are', () => {
    const ratios = [
      { peer: 'far', ratio: 0.2 },
      { peer: 'absent', ratio: null },
      { peer: 'close', ratio: 0.8 },
    ]
    expect(aheadOf('a figure', ratios)).toEqual({
      promise: 'a figure',
      seen: '0.80 × close',
      outcome: 'met',
    })
  })

  it.each([
    [0.89, 'met'],
    [0.91, 'level'],
    [1.09, 'level'],
    [1.11, 'missed'],
  ] as const)('%s × a peer is %s', (ratio, outcome) => {
    expect(aheadOf('a figure', [{ peer: 'one', ratio }]).outcome).toBe(outcome)
  })

  it('is missed where no peer was measured', () => {
    expect(aheadOf('a figure', []).outcome).toBe('missed')
  })
})
