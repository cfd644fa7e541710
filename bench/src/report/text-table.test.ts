import { expect, it } from 'vitest'
import { textTable } from './text-table.ts'

it('is Markdown, and aligned: names to the left, figures to the right', () => {
  expect(
    textTable([
      ['', 'read'],
      ['a longer name', '1 ns'],
      ['b', '1,000 ns'],
    ]),
  ).toBe(
    [
      '|               |     read |',
      '| ------------- | -------: |',
      '| a longer name |     1 ns |',
      '| b             | 1,000 ns |',
    ].join('\n'),
  )
})
