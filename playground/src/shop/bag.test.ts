import { describe, expect, it } from 'vitest'
import { changeBag, summariseBag } from './bag.ts'

describe('bag', () => {
  it('adds, and forgets a line that comes down to nothing', () => {
    const one = changeBag(new Map(), 'gullwing', 1)
    expect([...changeBag(one, 'gullwing', 2)]).toEqual([['gullwing', 3]])
    expect([...changeBag(one, 'gullwing', -1)]).toEqual([])
    expect([...one]).toEqual([['gullwing', 1]])
  })

  it('sums up and says what is missing until delivery is free', () => {
    const summary = summariseBag(
      new Map([
        ['gullwing', 1],
        ['pocket-sled', 2],
      ]),
      130,
    )
    expect(summary).toMatchObject({ count: 3, total: 104, untilFreeShipping: 26, freeShippingProgress: 0.8 })
    expect(summary.lines.map(({ kite }) => kite.id)).toEqual(['gullwing', 'pocket-sled'])
  })

  it.each([104, 60, 0, -5])('delivers for nothing from %i euros', (freeShippingFrom) => {
    const summary = summariseBag(new Map([['rising-sun', 2]]), freeShippingFrom)
    expect(summary).toMatchObject({ untilFreeShipping: 0, freeShippingProgress: 1 })
  })

  it('leaves out what the shop does not sell', () => {
    expect(summariseBag(new Map([['submarine', 1]]), 90).lines).toEqual([])
  })
})
