import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIGHT } from './appearance.ts'
import { AS_SERVED, type Row, rowsOf } from './coverage.ts'
import type { SheetAxis } from './sheet-axes.ts'
import { DESKTOP } from './viewports.ts'

/** A sheet with one size and one appearance, and flags with so many values. */
function axes(sizes: readonly number[]): readonly SheetAxis[] {
  return [
    ...sizes.map(
      (size, index): SheetAxis => ({
        kind: 'flag',
        name: `flag ${index}`,
        levels: Array.from({ length: size }, (_, value) => ({ value })),
      }),
    ),
    { kind: 'viewport', name: 'Size', levels: [DESKTOP] },
    { kind: 'appearance', name: 'Appearance', levels: [LIGHT] },
  ]
}

function listRows(...parameters: Parameters<typeof rowsOf>): readonly Row[] {
  const rows = rowsOf(...parameters)
  return Array.from({ length: rows.count }, (_, index) => rows.at(index))
}

/** Every two levels of different axes, as text. */
function pairsOf(rows: readonly Row[]): ReadonlySet<string> {
  return new Set(
    rows.flatMap((row) =>
      row.flatMap((level, place) =>
        row.slice(place + 1).map((other, offset) => `${place}:${level} ${place + 1 + offset}:${other}`),
      ),
    ),
  )
}

const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 })

describe('all', () => {
  it('has 48 combinations of four booleans and one flag with three variants', () => {
    const rows = listRows('all', axes([3, 2, 2, 2, 2]))
    expect([rows.length, new Set(rows.map(String)).size]).toEqual([48, 48])
  })

  it('makes any of a billion without the others', () => {
    const rows = rowsOf('all', axes(Array.from({ length: 30 }, () => 2)))
    expect(rows.count).toBe(2 ** 30)
    expect(rows.at(2 ** 30 - 1)).toEqual([...Array.from({ length: 30 }, () => 1), 0, 0])
  })
})

describe('pairwise', () => {
  it('shows every pair of four booleans and three variants in at most 8 cells', () => {
    const flags = axes([3, 2, 2, 2, 2])
    const rows = listRows('pairwise', flags)
    expect(pairsOf(rows)).toEqual(pairsOf(listRows('all', flags)))
    // No array can be smaller than the product of the two largest axes. Source: C. J. Colbourn, "Combinatorial aspects
    // of covering arrays", 2004: CAN(2; 3, 2, 2, 2, 2) = 6.
    expect(rows.length).toBeGreaterThanOrEqual(6)
    expect(rows.length).toBeLessThanOrEqual(8)
  })

  it('covers every pair of any sheet, and never with more cells than there are combinations', () => {
    fc.assert(
      fc.property(sizes, (counts) => {
        const flags = axes(counts)
        const [rows, all] = [listRows('pairwise', flags), listRows('all', flags)]
        expect(pairsOf(rows)).toEqual(pairsOf(all))
        expect(rows.length).toBeLessThanOrEqual(all.length)
        expect(new Set(rows.map(String)).size).toBe(rows.length)
      }),
      { numRuns: 60 },
    )
  })

  it('finds the same cells every time', () => {
    const flags = axes([4, 3, 3, 2, 2])
    expect(listRows('pairwise', flags)).toEqual(listRows('pairwise', flags))
  })
})

describe('each', () => {
  it('shows the page as it is served, then every value by itself', () => {
    expect(listRows('each', axes([3, 2]))).toEqual([
      [AS_SERVED, AS_SERVED, 0, 0],
      [0, AS_SERVED, 0, 0],
      [1, AS_SERVED, 0, 0],
      [2, AS_SERVED, 0, 0],
      [AS_SERVED, 0, 0, 0],
      [AS_SERVED, 1, 0, 0],
    ])
  })

  it('pins a flag with one value in every cell, and leaves one alone of which nothing is known', () => {
    expect(listRows('each', axes([1, 2, 0]))).toEqual([
      [0, AS_SERVED, AS_SERVED, 0, 0],
      [0, 0, AS_SERVED, 0, 0],
      [0, 1, AS_SERVED, 0, 0],
    ])
  })
})

it.each(['each', 'pairwise', 'all'] as const)('%s shows a page without flags once', (coverage) => {
  expect(listRows(coverage, axes([]))).toEqual([[0, 0]])
})
