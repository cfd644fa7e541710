import { expect, it } from 'vitest'
import { inTurn } from './in-turn.ts'

it('lets everyone be first once, after whom the others follow in their order', () => {
  expect([0, 1, 2, 3].map((turn) => inTurn(['a', 'b', 'c'], turn).join(''))).toEqual([
    'abc',
    'bca',
    'cab',
    'abc',
  ])
})
