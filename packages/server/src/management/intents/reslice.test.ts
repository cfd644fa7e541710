import type { ReleaseSlice } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { reslice } from './reslice.ts'

const to = (slices: readonly ReleaseSlice[], weights: Record<string, number>, rest = 'off') =>
  reslice(slices, new Map(Object.entries(weights)), rest)

const seed = Number(process.env.HALYARD_SEED ?? Math.floor(Math.random() * 2 ** 31))

/** Who has what, one letter for each part. */
const spread = (slices: readonly ReleaseSlice[]) =>
  slices.flatMap(([variant, parts]) => Array.from({ length: parts }, () => variant))

describe('reslice', () => {
  it('takes from the rest, and gives back in the opposite order', () => {
    const none: readonly ReleaseSlice[] = [['off', 100]]
    const ten = to(none, { on: 10, off: 90 })
    expect(ten).toEqual([
      ['on', 10],
      ['off', 90],
    ])
    const thirty = to(ten, { on: 30, off: 70 })
    expect(thirty).toEqual([
      ['on', 30],
      ['off', 70],
    ])
    expect(to(thirty, { on: 10, off: 90 })).toEqual(ten)
    expect(to(thirty, { off: 100 })).toEqual(none)
    expect(to(none, { on: 100 })).toEqual([['on', 100]])
  })

  it('moves nobody between variants that do not shrink', () => {
    const before: readonly ReleaseSlice[] = [
      ['a', 10],
      ['b', 10],
      ['off', 80],
    ]
    const raised = to(before, { a: 30, b: 10, off: 60 })
    expect(raised).toEqual([
      ['a', 10],
      ['b', 10],
      ['a', 20],
      ['off', 60],
    ])
    expect(to(raised, { a: 10, b: 10, off: 80 })).toEqual(before)
  })

  it(`moves exactly as many as it must, whatever is asked for (seed ${seed})`, () => {
    let state = seed
    const dice = (bound: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
      return Math.floor((state / 2 ** 31) * bound)
    }
    let slices: readonly ReleaseSlice[] = [['off', 100]]
    for (let round = 0; round < 2000; round++) {
      const cuts = [dice(101), dice(101)].sort((x, y) => x - y)
      const [low = 0, high = 0] = cuts
      const wanted = { a: low, b: high - low, off: 100 - high }
      const next = to(slices, wanted)
      const [before, after] = [spread(slices), spread(next)]
      const count = (list: readonly string[], name: string) => list.filter((entry) => entry === name).length
      const grown = Object.entries(wanted).map(([name, parts]) => Math.max(0, parts - count(before, name)))
      expect(Object.keys(wanted).map((name) => count(after, name))).toEqual(Object.values(wanted))
      const moved = before.filter((name, index) => name !== after[index]).length
      expect(moved).toBe(grown.reduce((sum, parts) => sum + parts, 0))
      slices = next
    }
  })
})
