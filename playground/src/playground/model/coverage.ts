import { criteria, make } from 'covertable'
import type { SheetAxis } from './sheet-axes.ts'
import type { Coverage } from './sheet-state.ts'

/** For each axis the index of one of its levels; {@link AS_SERVED} for a flag that is not assigned. */
export type Row = readonly number[]

/** The level of a flag that is left as the page gets it. */
export const AS_SERVED = -1

/** The combinations of a sheet, which are made one by one: there may be millions. */
export interface Rows {
  readonly count: number
  /** @param index from 0 to `count - 1`. */
  at(index: number): Row
}

/**
 * The combinations that a coverage has.
 *
 * @example rowsOf('all', axes).count // 48
 */
export function rowsOf(coverage: Coverage, axes: readonly SheetAxis[]): Rows {
  switch (coverage) {
    case 'each':
      return listed(eachByItself(axes))
    case 'pairwise':
      return listed(everyPair(axes.map(({ levels }) => levels.length)))
    case 'all':
      return everyCombination(axes.map(({ levels }) => levels.length))
  }
}

/**
 * Whether an axis is the same in every cell: a flag that is pinned to one value, or a thing of which there is one. A flag
 * of which no value is known is left as it is served.
 */
export function isFixed({ levels }: SheetAxis): boolean {
  return levels.length < 2
}

function listed(rows: readonly Row[]): Rows {
  return { count: rows.length, at: (index) => rows[index] as Row }
}

function eachByItself(axes: readonly SheetAxis[]): readonly Row[] {
  const base = axes.map((axis) =>
    axis.kind === 'flag' && !isFixed(axis) ? AS_SERVED : firstOf(axis.levels.length),
  )
  const rows = axes.flatMap((axis, place) =>
    isFixed(axis)
      ? []
      : axis.levels.flatMap((_, level) => (level === base[place] ? [] : [base.with(place, level)])),
  )
  return [base, ...rows]
}

function everyCombination(sizes: readonly number[]): Rows {
  const count = sizes.reduce((product, size) => product * Math.max(1, size), 1)
  return {
    count,
    // The last axis changes fastest, as in a number with digits of several bases.
    at(index) {
      let rest = index
      return sizes
        .toReversed()
        .map((size) => {
          const level = size === 0 ? AS_SERVED : rest % size
          rest = Math.floor(rest / Math.max(1, size))
          return level
        })
        .toReversed()
    },
  }
}

/** Few enough axes that more than one try is made for a smaller sheet; above it one takes up to half a second. */
const FEW_LEVELS = 40
const TRIES = 16

/**
 * The library's greedy search finds a covering array that is seldom the smallest one; where it is fast, the smallest of
 * several is taken. What is found is the same every time, so that links keep their cells.
 */
function everyPair(sizes: readonly number[]): readonly Row[] {
  const free = sizes.flatMap((size, place) => (size > 1 ? [place] : []))
  const base = sizes.map(firstOf)
  const factors = free.map((place) => Array.from({ length: sizes[place] as number }, (_, level) => level))
  const rows = free.length < 2 ? factors.flat().map((level) => [level]) : smallestOf(factors)
  const whole = rows.map((levels) =>
    free.reduce<number[]>((row, place, index) => row.with(place, levels[index] as number), base),
  )
  return whole.length === 0 ? [base] : whole.sort(compareRows)
}

function smallestOf(factors: readonly (readonly number[])[]): readonly Row[] {
  const levels = factors.reduce((sum, { length }) => sum + length, 0)
  let best: readonly Row[] | undefined
  for (let seed = 0; seed < (levels <= FEW_LEVELS ? TRIES : 1); seed += 1) {
    const rows = make(
      factors.map((factor) => [...factor]),
      { seed, criterion: criteria.greedy },
    ) as number[][]
    if (!best || rows.length < best.length) best = rows
  }
  return best ?? []
}

function firstOf(size: number): number {
  return size === 0 ? AS_SERVED : 0
}

function compareRows(a: Row, b: Row): number {
  const place = a.findIndex((level, index) => level !== b[index])
  return place < 0 ? 0 : (a[place] as number) - (b[place] as number)
}
