import { expect, it } from 'vitest'
import { anonymousContext } from './anonymous-context.ts'

it('takes no two visitors of a server for the same', async () => {
  const [first, second] = [await anonymousContext(), await anonymousContext()]
  expect(first.targetingKey).toMatch(/^[0-9a-z]+(-[0-9a-z]+){3}$/)
  expect(second).not.toEqual(first)
})
