import type { FlagReport } from '@halyard/devtools'
import { decodeShare, takeShare } from '@halyard/protocol/share'
import { expect, it } from 'vitest'
import { appLink, CELL_LINK_SPAN_MS, cellAddress, sheetOfCell } from './hand-on-cell.ts'
import { type Cell, planSheet } from './plan-sheet.ts'
import { parseSheetAddress } from './sheet-address.ts'
import { initialSheet } from './sheet-state.ts'

const PAGE = 'http://127.0.0.1:4890/'
const HERO: FlagReport = {
  flagKey: 'hero',
  value: 'classic',
  reason: 'STATIC',
  flagMetadata: {},
  type: 'string',
  observed: true,
  variants: { classic: 'classic', bold: 'full-bleed' },
}
const ADA = { name: 'Ada', context: { targetingKey: 'ada' } }
const STATE = { ...initialSheet(PAGE), personas: [null, ADA], coverage: 'all' as const }
const PLAN = planSheet(STATE, [HERO])
const LAST = PLAN.cellAt(3)
const AS_SERVED = planSheet(initialSheet(PAGE), [HERO]).cellAt(0)

it('is found again by its link, also where the page has other variations by then', () => {
  const link = cellAddress(LAST, PLAN, STATE, PAGE)
  const { state } = parseSheetAddress(new URL(link, 'http://127.0.0.1:4880/'), PAGE)
  const later = { ...HERO, variants: { new: 'new', ...HERO.variants } }
  const cell = state.view.kind === 'single' ? planSheet(state, [later]).cellOf(state.view.cellId) : undefined
  expect(cell).toEqual(LAST)
})

it('opens in the application as a share that ends', () => {
  const link = appLink(LAST, `${PAGE}cart`, 1_000)
  const { text, rest } = takeShare(link.ok ? link.link : '')
  expect(rest).toBe(`${PAGE}cart`)
  expect(decodeShare(text ?? '')).toEqual({
    ok: true,
    share: {
      overrides: new Map([['hero', 'full-bleed']]),
      context: ADA.context,
      name: 'hero: bold, Seen as: Ada',
      expiresAtMs: 1_000 + CELL_LINK_SPAN_MS,
    },
  })
  expect(appLink(AS_SERVED, PAGE, 0)).toEqual({ ok: true, link: PAGE })
})

it('says why there is no link for what is too long', () => {
  const long: Cell = { ...LAST, assignment: new Map([['hero', { value: 'x'.repeat(100_000) }]]) }
  expect(appLink(long, PAGE, 0)).toMatchObject({ ok: false, problem: /100,0\d\d characters/ })
})

it('is a scenario of one cell', () => {
  const scenario = sheetOfCell(LAST, STATE)
  const plan = planSheet(scenario, [HERO])
  expect(scenario.name).toBe('hero: bold, Seen as: Ada')
  expect([plan.count, plan.cellAt(0)]).toEqual([
    1,
    { ...LAST, id: '0.0.0.0', row: [0, 0, 0, 0], differences: [] },
  ])
})
