import { expect, it } from 'vitest'
import { DARK } from './appearance.ts'
import { formatSheetText, parseSheetText, shareOf, sheetOfShare } from './sheet-scenario.ts'
import { initialSheet } from './sheet-state.ts'

const PAGE = 'http://127.0.0.1:4890/cart'
const ADA = { name: 'Ada', context: { targetingKey: 'ada', plan: 'team' } }
const SHOWN = { ...initialSheet(PAGE), appearances: [DARK], zoom: 50 }

it('has of a sheet what all its cells have in common', () => {
  const flags = [
    { flagKey: 'hero', values: ['bold'] },
    { flagKey: 'fee', values: [1, 2] },
    { flagKey: 'sale' },
  ]
  expect(shareOf({ ...SHOWN, name: 'Autumn', flags, personas: [ADA] })).toEqual({
    overrides: new Map([['hero', 'bold']]),
    context: ADA.context,
    name: 'Autumn',
  })
  expect(shareOf({ ...SHOWN, personas: [null, ADA] })).toEqual({ overrides: new Map() })
})

it('shows a state of a page with its flags pinned, as its persona, and leaves the rest of the sheet as it is', () => {
  const share = { overrides: new Map([['fee', 0]]), context: ADA.context }
  const sheet = sheetOfShare(share, { ...SHOWN, name: 'Before', flags: [{ flagKey: 'hero' }] })
  expect(sheet).toEqual({
    ...SHOWN,
    flags: [{ flagKey: 'fee', values: [0] }],
    personas: [{ name: 'ada', context: ADA.context }],
  })
  expect(shareOf(sheet)).toEqual(share)
  expect(sheetOfShare({ overrides: new Map() }, SHOWN)).toMatchObject({ flags: [], personas: [null] })
})

it('is text with its page, whatever page is shown by default', () => {
  const state = { ...SHOWN, name: 'A # in 🪁', flags: [{ flagKey: '#', values: ['#'] }] }
  expect(parseSheetText(formatSheetText(state), 'http://elsewhere.example/')).toEqual({ state })
  const plain = initialSheet(PAGE)
  expect(parseSheetText(formatSheetText(plain), 'http://elsewhere.example/')).toEqual({ state: plain })
})
