import { expect, it } from 'vitest'
import { describeMetadata } from './metadata-facts.ts'

const NOW = Date.UTC(2026, 0, 15)

it('puts first whose it is and when it ends, and says that it should be gone', () => {
  const { description, facts } = describeMetadata(
    {
      ticket: 'SHOP-1',
      expires: '2026-01-01',
      description: 'A new checkout',
      owner: 'checkout team',
      weight: 3,
    },
    NOW,
  )
  expect(description).toBe('A new checkout')
  expect(facts.map(({ name, text, isOverdue }) => [name, text, isOverdue])).toEqual([
    ['owner', 'checkout team', false],
    ['expires', '2026-01-01', true],
    ['ticket', 'SHOP-1', false],
    ['weight', '3', false],
  ])
  expect(describeMetadata({ expires: '2026-02-01' }, NOW).facts[0]?.isOverdue).toBe(false)
})

it.each([
  ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
  ['http://example.com', undefined],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['SHOP-1', undefined],
])('links %s only where that is safe', (text, href) => {
  expect(describeMetadata({ ticket: text }, NOW).facts[0]?.href).toBe(href)
})
