import { expect, it } from 'vitest'
import { codeBlocks, observeValues, stepOf } from './code-blocks.ts'

it('finds every block with its language, its purpose and its line', () => {
  const markdown = ['# A', '```ts step hooks', 'one()', '```', 'text', '```sh', 'two', 'three', '```', '']
  const blocks = codeBlocks(markdown.join('\n'))
  expect(blocks).toEqual([
    { language: 'ts', purpose: 'step hooks', code: 'one()\n', line: 3 },
    { language: 'sh', purpose: '', code: 'two\nthree\n', line: 7 },
  ])
  expect(blocks.map(stepOf)).toEqual(['hooks', undefined])
})

it('turns what a comment says into what is compared, and leaves other comments alone', () => {
  const code = ["read('a') // 'b'", 'read(1).value // 2', "read('b') // as before", 'const x = 1 // 1'].join(
    '\n',
  )
  expect(observeValues(code, 10).split('\n').slice(1, -2)).toEqual([
    "observed.push([10, 'b', read('a')])",
    'observed.push([11, 2, read(1).value])',
    "read('b') // as before",
    'const x = 1 // 1',
  ])
})
