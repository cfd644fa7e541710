import { describe, expect, it } from 'vitest'
import { MAX_WARNINGS, shapeWarnings } from './value-shape.ts'

const VARIANTS = [
  { model: 'bm25', boost: 1.2, weights: [1, 2], rerank: { depth: 3 } },
  { model: 'hybrid', boost: 2, weights: [3], rerank: { depth: 4, cached: true } },
]

const said = (value: unknown, variants: readonly unknown[] = VARIANTS) =>
  shapeWarnings(value, variants).map(({ kind, name, types }) => [kind, name, ...types].join(' '))

describe('what is odd about a value', () => {
  it('is nothing where it has the shape of a variant', () => {
    expect(said(VARIANTS[0])).toEqual([])
    expect(said(VARIANTS[1])).toEqual([])
    expect(said({ ...VARIANTS[0], weights: [] })).toEqual([])
  })

  it('is a member that every variant has and this one has not', () => {
    const { model: _, ...rest } = VARIANTS[1] as { model: string }
    expect(said(rest)).toEqual(['missing model string'])
    expect(said({ ...VARIANTS[0], rerank: {} })).toEqual(['missing rerank.depth number'])
  })

  it('is a member of a type that no variant has there', () => {
    expect(said({ ...VARIANTS[0], boost: '2' })).toEqual(['type boost number'])
    expect(said({ ...VARIANTS[0], rerank: [] })).toEqual(['type rerank object'])
    expect(said({ ...VARIANTS[0], weights: [1, null] })).toEqual(['type weights[1] number'])
    expect(said([], VARIANTS)).toEqual(['type the value object'])
    expect(said(5, [1, 'a'])).toEqual([])
  })

  it('is a member that no variant has, and its name is written as in code', () => {
    expect(said({ ...VARIANTS[0], modle: 1 })).toEqual(['unknown modle'])
    expect(said({ 'a b': { c: 1 } }, [{ 'a b': {} }])).toEqual(['unknown ["a b"].c'])
  })

  it('is nothing where there is no variant to compare with', () => {
    expect(said({ a: 1 }, [])).toEqual([])
  })

  it('takes names that objects inherit for what they are', () => {
    const value = JSON.parse('{"__proto__": 1, "constructor": {}}')
    expect(said(value, [{ a: 1 }])).toEqual(['missing a number', 'unknown __proto__', 'unknown constructor'])
  })

  it('is told of in moderation, however large the value', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key${index}`, index]))
    expect(said(many)).toHaveLength(MAX_WARNINGS)
    const deep = JSON.parse(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`)
    expect(said(deep, [deep])).toEqual([])
  })
})
