import type { FlagReport } from '@halyard/devtools'
import { expect, it } from 'vitest'
import { chosenValues, type FlagChoosing, pinValue, toggleFlag, toggleValue } from './choose-flags.ts'
import type { FlagChoice } from './sheet-state.ts'

const HERO: FlagReport = {
  flagKey: 'hero',
  value: 'classic',
  reason: 'STATIC',
  flagMetadata: {},
  type: 'string',
  variants: { classic: 'classic', bold: 'bold', seasonal: 'seasonal' },
  observed: true,
}

function choosing(flags?: readonly FlagChoice[]): FlagChoosing {
  return { state: flags ? { flags } : {}, known: [HERO] }
}

it('begins with what the sheet shows by itself', () => {
  expect(toggleFlag(choosing(), 'express')).toEqual([{ flagKey: 'hero' }, { flagKey: 'express' }])
  expect(toggleFlag(choosing(), 'hero')).toEqual([])
})

it('takes values out and in again, in the order of the variations', () => {
  const without = toggleValue(choosing(), 'hero', 'classic')
  expect(without).toEqual([{ flagKey: 'hero', values: ['bold', 'seasonal'] }])
  expect(toggleValue(choosing(without), 'hero', 'classic')).toEqual([{ flagKey: 'hero' }])
})

it('has values of one’s own after the variations', () => {
  const more = toggleValue(choosing(), 'hero', 'mine')
  expect(more).toEqual([{ flagKey: 'hero', values: ['classic', 'bold', 'seasonal', 'mine'] }])
  expect(toggleValue(choosing(more), 'hero', 'mine')).toEqual([{ flagKey: 'hero' }])
})

it('takes a flag out with its last value', () => {
  expect(toggleValue(choosing([{ flagKey: 'hero', values: ['bold'] }]), 'hero', 'bold')).toEqual([])
})

it('pins a flag to one value, and lets it go again', () => {
  const pinned = pinValue(choosing(), 'hero', 'bold')
  expect(pinned).toEqual([{ flagKey: 'hero', values: ['bold'] }])
  expect(pinValue(choosing(pinned), 'hero', 'bold')).toEqual([{ flagKey: 'hero' }])
})

it('takes a flag in that is pinned before it was chosen', () => {
  expect(pinValue(choosing([]), 'hero', 'bold')).toEqual([{ flagKey: 'hero', values: ['bold'] }])
})

it('knows the values of a flag, none where it is not chosen', () => {
  expect(chosenValues(choosing(), 'hero')).toEqual(['classic', 'bold', 'seasonal'])
  expect(chosenValues(choosing([]), 'hero')).toEqual([])
})
