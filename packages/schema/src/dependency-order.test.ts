import { describe, expect, it } from 'vitest'
import { dependencyOrder } from './dependency-order.ts'

describe('dependencyOrder', () => {
  it('puts each name after all it depends on', () => {
    const order = dependencyOrder(
      new Map([
        ['roof', ['walls', 'walls']],
        ['walls', ['ground', 'weather']],
        ['ground', []],
      ]),
    )
    expect(order).toEqual(['ground', 'walls', 'roof'])
  })

  it('leaves out circles and what leads to one, but not what one leads to', () => {
    const order = dependencyOrder(
      new Map([
        ['egg', ['chicken', 'corn']],
        ['chicken', ['egg']],
        ['cook', ['egg']],
        ['self', ['self']],
        ['corn', []],
      ]),
    )
    expect(order).toEqual(['corn'])
  })

  it('orders a chain of 100,000', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => [`${i}`, [`${i + 1}`]] as const)
    const order = dependencyOrder(new Map(chain))
    expect([order.length, order[0], order.at(-1)]).toEqual([100_000, '99999', '0'])
  })
})
