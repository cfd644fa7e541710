import { describe, expect, it } from 'vitest'
import { boundedCopy, MAX_COPY_DEPTH } from './bounded-copy.ts'

describe('a bounded copy', () => {
  it('is the value itself where that is JSON within the limit', () => {
    const value = { a: [1, 'two', null, { b: true }], ö: 'ü' }
    expect(boundedCopy(value, 100)).toEqual({ value, isCut: false })
    expect(boundedCopy({ gone: undefined }, 100)).toEqual({ value: {}, isCut: false })
  })

  it('says that something is missing: depth, length, number', () => {
    let deep: unknown = 'end'
    for (let depth = 0; depth < MAX_COPY_DEPTH + 5; depth += 1) deep = [deep]
    expect(boundedCopy(deep, 1_000_000).isCut).toBe(true)
    expect(boundedCopy('abcdef', 4)).toEqual({ value: 'abc…', isCut: true })
    const { value, isCut } = boundedCopy(
      Array.from({ length: 1_000_000 }, () => 0),
      1000,
    )
    expect([(value as unknown[]).length < 1001, isCut]).toEqual([true, true])
  })
})
