import { expect, it } from 'vitest'
import { listSome } from './list-some.ts'

it('shows what fits on a screen, and counts the rest', () => {
  const lines = Array.from({ length: 53 }, (_, index) => `flag-${index}: removed`)
  expect(listSome(lines.slice(0, 50))).toEqual(lines.slice(0, 50))
  expect(listSome(lines).slice(49)).toEqual(['flag-49: removed', '… and 3 more, see --json'])
})
