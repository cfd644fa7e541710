import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTextDigest } from './text-digest.ts'

function digest(...parts: string[]): string {
  const made = createTextDigest()
  for (const part of parts) made.add(part)
  return made.end()
}

it('is the same for the same parts, and another one for others', () => {
  const parts = fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 })
  fc.assert(
    fc.property(parts, parts, (some, others) => {
      expect(digest(...some)).toMatch(/^[\da-f]{16}$/)
      expect(digest(...some) === digest(...others)).toBe(JSON.stringify(some) === JSON.stringify(others))
    }),
  )
})

it('knows where a part ends', () => {
  expect(digest('ab', 'c')).not.toBe(digest('a', 'bc'))
  expect(digest('a')).not.toBe(digest('a', ''))
})

it('tells 200,000 texts apart that differ little', () => {
  const seen = new Set(Array.from({ length: 200_000 }, (_, index) => digest('cell', String(index))))
  expect(seen.size).toBe(200_000)
})
