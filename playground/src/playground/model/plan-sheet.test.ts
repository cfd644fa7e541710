import type { FlagReport } from '@halyard/devtools'
import { describe, expect, it } from 'vitest'
import { DARK, LIGHT } from './appearance.ts'
import { countCells, planSheet } from './plan-sheet.ts'
import { initialSheet, type SheetState } from './sheet-state.ts'
import { DESKTOP } from './viewports.ts'

const PAGE = 'http://127.0.0.1:4890/'

function boolean(flagKey: string): FlagReport {
  return { flagKey, value: false, reason: 'STATIC', flagMetadata: {}, type: 'boolean', observed: true }
}

const HERO: FlagReport = {
  ...boolean('hero'),
  type: 'string',
  value: 'classic',
  variants: { classic: 'classic', bold: 'bold', seasonal: 'autumn' },
}

const FIVE = [HERO, ...['a', 'b', 'c', 'd'].map(boolean)]

function sheet(change: Partial<SheetState> = {}): SheetState {
  return { ...initialSheet(PAGE), ...change }
}

it('says how many cells each coverage would give', () => {
  const flags = FIVE.map(({ flagKey }) => ({ flagKey }))
  expect(countCells(sheet({ flags }), FIVE)).toEqual({ each: 12, pairwise: 6, all: 48 })
})

it('shows the first flag that is read and has something to compare, where nobody chose one', () => {
  const unread = { ...HERO, observed: false }
  const plan = planSheet(sheet(), [unread, { ...boolean('limit'), type: 'number' }, boolean('sale')])
  expect(plan.axes[0]).toMatchObject({ kind: 'flag', name: 'sale' })
})

it('shows the page alone until it has told of its flags', () => {
  const plan = planSheet(sheet({ flags: [{ flagKey: 'hero' }] }), [])
  expect([plan.count, plan.cellAt(0).assignment.size]).toEqual([1, 0])
})

describe('labels', () => {
  it('say only what differs', () => {
    const state = sheet({
      flags: [{ flagKey: 'hero' }, { flagKey: 'a', values: [true] }],
      viewports: [DESKTOP],
    })
    const plan = planSheet(state, FIVE)
    expect(Array.from({ length: plan.count }, (_, index) => plan.cellAt(index).differences)).toEqual([
      [],
      [{ kind: 'flag', name: 'hero', level: 'classic' }],
      [{ kind: 'flag', name: 'hero', level: 'bold' }],
      [{ kind: 'flag', name: 'hero', level: 'seasonal' }],
    ])
    expect(plan.cellAt(0).assignment).toEqual(new Map([['a', { value: true }]]))
  })

  it('say all that changes from cell to cell where combinations are shown', () => {
    const persona = { name: 'Ada', context: { targetingKey: 'ada' } }
    const state = sheet({
      flags: [{ flagKey: 'a' }, { flagKey: 'b', values: [true] }],
      personas: [null, persona],
      appearances: [LIGHT, DARK],
      coverage: 'all',
    })
    const last = planSheet(state, FIVE).cellAt(7)
    expect(last.differences).toEqual([
      { kind: 'flag', name: 'a', level: 'false' },
      { kind: 'persona', name: 'Seen as', level: 'Ada' },
      { kind: 'appearance', name: 'Appearance', level: 'Dark' },
    ])
    expect([last.persona, last.appearance]).toEqual([persona, DARK])
  })
})

describe('ids', () => {
  it('find their cells, in every coverage of the same axes', () => {
    const state = sheet({ flags: [{ flagKey: 'hero' }, { flagKey: 'a' }] })
    const plan = planSheet(state, FIVE)
    for (let index = 0; index < plan.count; index += 1) {
      const cell = plan.cellAt(index)
      expect(plan.cellOf(cell.id)).toEqual(cell)
      expect(planSheet({ ...state, coverage: 'all' }, FIVE).cellOf(cell.id)?.assignment).toEqual(
        cell.assignment,
      )
    }
  })

  it.each(['', '0', 's.s.0.0.9', 'x.0.0.0.0', '0.0.s.0.0', '0.0.0.0.0.0', '-1.0.0.0.0', '0.5.0.0.0'])(
    'that no cell has, as %j, find none',
    (id) => {
      expect(
        planSheet(sheet({ flags: [{ flagKey: 'hero' }, { flagKey: 'a' }] }), FIVE).cellOf(id),
      ).toBeUndefined()
    },
  )
})

it('takes values that no variant has, with their types', () => {
  const values = ['bold', '1', { nested: [1, '🪁'] }]
  const plan = planSheet(sheet({ flags: [{ flagKey: 'hero', values }] }), FIVE)
  expect(plan.cellAt(1).assignment.get('hero')).toEqual({ variant: 'bold', value: 'bold' })
  expect(plan.cellAt(3).assignment.get('hero')).toEqual({ value: { nested: [1, '🪁'] } })
})
