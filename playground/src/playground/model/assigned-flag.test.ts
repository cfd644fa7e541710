import type { FlagReport } from '@halyard/devtools'
import { expect, it } from 'vitest'
import type { PageModel } from '../frames/page-model.ts'
import { assignedFlags } from './assigned-flag.ts'
import { planSheet } from './plan-sheet.ts'
import { initialSheet } from './sheet-state.ts'

const HERO: FlagReport = {
  flagKey: 'hero',
  value: 'classic',
  reason: 'STATIC',
  flagMetadata: {},
  type: 'string',
  observed: true,
  variants: { classic: 'classic', bold: 'full-bleed' },
}
const STATE = {
  ...initialSheet('http://127.0.0.1:4890/'),
  flags: [{ flagKey: 'hero' }, { flagKey: 'gone', values: [{ deep: [1] }] }],
}
const saying = (...flags: FlagReport[]): PageModel => ({
  sequence: 0,
  clients: [{ clientId: 'c', sdk: 's', state: 'live', context: {}, flags }],
})
const { axes, cellAt } = planSheet(STATE, [HERO])
const GONE = { flagKey: 'gone', level: '{"deep":[1]}' }

it('says of each flag what was assigned, what the page gives, and whether it is the same', () => {
  const bold = { ...HERO, value: 'full-bleed', reason: 'OVERRIDE' }
  expect(assignedFlags(cellAt(2), axes, saying(bold))).toEqual([
    { flagKey: 'hero', level: 'bold', state: 'taken', value: '"full-bleed"', reason: 'OVERRIDE' },
    { ...GONE, state: 'refused' },
  ])
  expect(assignedFlags(cellAt(2), axes, saying(HERO))[0]).toMatchObject({
    state: 'refused',
    value: '"classic"',
  })
})

it('says nothing before the page does, and nothing against what is as it is served', () => {
  expect(assignedFlags(cellAt(2), axes, undefined)).toEqual([
    { flagKey: 'hero', level: 'bold', state: 'waiting' },
    { ...GONE, state: 'waiting' },
  ])
  expect(assignedFlags(cellAt(0), axes, saying(HERO))[0]).toEqual({
    flagKey: 'hero',
    level: 'as served',
    state: 'served',
    value: '"classic"',
    reason: 'STATIC',
  })
})
