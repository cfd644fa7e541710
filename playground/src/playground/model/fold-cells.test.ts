import type { FlagReport } from '@halyard/devtools'
import { describe, expect, it } from 'vitest'
import { DARK, LIGHT } from './appearance.ts'
import { foldCells } from './fold-cells.ts'
import { type Cell, planSheet } from './plan-sheet.ts'
import { initialSheet, type SheetState } from './sheet-state.ts'

const FLAGS = ['a', 'b', 'c'].map(
  (flagKey): FlagReport => ({
    flagKey,
    value: false,
    reason: 'STATIC',
    flagMetadata: {},
    type: 'boolean',
    observed: true,
  }),
)

function fold(change: Partial<SheetState>, fingerprintOf: (cell: Cell) => string | undefined) {
  const state = {
    ...initialSheet('http://127.0.0.1:4890/'),
    flags: FLAGS.map(({ flagKey }) => ({ flagKey })),
    ...change,
  }
  const plan = planSheet(state, FLAGS)
  const cells = Array.from({ length: plan.count }, (_, index) => plan.cellAt(index))
  const { folds, idleFlags } = foldCells(plan, cells, fingerprintOf)
  return { shown: folds.map(({ cell, same }) => [cell.id, ...same.map(({ id }) => id)].join(' ')), idleFlags }
}

const valueIn = (cell: Cell, flagKey: string) => String(cell.assignment.get(flagKey)?.value ?? false)

describe('every combination', () => {
  it('is folded by what it renders, and the flags without a part in it are named', () => {
    const { shown, idleFlags } = fold({ coverage: 'all' }, (cell) => valueIn(cell, 'a'))
    expect(shown.map((ids) => ids.split(' ').length)).toEqual([4, 4])
    expect(idleFlags).toEqual(['b', 'c'])
  })

  it('names no flag that matters only together with another one', () => {
    const both = (cell: Cell) => String(valueIn(cell, 'a') === 'true' && valueIn(cell, 'b') === 'true')
    expect(fold({ coverage: 'all' }, both).idleFlags).toEqual(['c'])
  })

  it('keeps cells apart that are seen in another size or appearance', () => {
    const { shown } = fold({ coverage: 'all', appearances: [LIGHT, DARK] }, () => 'same')
    expect(shown).toHaveLength(2)
  })
})

describe('every value by itself', () => {
  it('is folded into the page as it is served', () => {
    const { shown, idleFlags } = fold({}, (cell) => valueIn(cell, 'b'))
    expect(shown).toEqual([
      's.s.s.0.0.0 0.s.s.0.0.0 1.s.s.0.0.0 s.1.s.0.0.0 s.s.0.0.0.0 s.s.1.0.0.0',
      's.0.s.0.0.0',
    ])
    expect(idleFlags).toEqual(['a', 'c'])
  })

  it('lets a cell stand for itself, and a flag without a verdict, until its page has answered', () => {
    const { shown, idleFlags } = fold({}, (cell) => (cell.assignment.has('a') ? undefined : 'same'))
    expect(shown).toEqual([
      's.s.s.0.0.0 s.0.s.0.0.0 s.1.s.0.0.0 s.s.0.0.0.0 s.s.1.0.0.0',
      '0.s.s.0.0.0',
      '1.s.s.0.0.0',
    ])
    expect(idleFlags).toEqual(['b', 'c'])
  })
})

it('names no flag that never stood alone against another value', () => {
  const { idleFlags } = fold({ coverage: 'pairwise' }, (cell) => cell.id)
  expect(idleFlags).toEqual([])
})
