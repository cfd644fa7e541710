import type { FlagReport } from '@halyard/devtools'
import { expect, it } from 'vitest'
import type { FrameInspection } from '../frames/frame-inspector.ts'
import { isApplied } from './is-applied.ts'
import { listCells, SERVED_CELL } from './list-cells.ts'

const hero: FlagReport = {
  flagKey: 'hero',
  reason: 'STATIC',
  flagMetadata: {},
  observed: true,
  variants: { bold: 'bold' },
}
const [, bold = SERVED_CELL] = listCells(hero)

function open(...flags: FlagReport[]): FrameInspection {
  const client = { clientId: '1', sdk: '@halyard/client', state: 'live', context: {}, flags }
  return { status: 'open', model: { sequence: 1, clients: [client] } }
}

it('believes the page, not the assignment', () => {
  expect(isApplied(open({ ...hero, reason: 'OVERRIDE' }), bold, 'hero')).toBe(true)
  expect(isApplied(open(hero), bold, 'hero')).toBe(false)
})

it('does not know before the page has spoken of the flag', () => {
  expect(isApplied({ status: 'connecting' }, bold, 'hero')).toBeUndefined()
  expect(isApplied(open(), bold, 'hero')).toBeUndefined()
})

it('expects nothing of the page as it is served', () => {
  expect(isApplied(open(hero), SERVED_CELL, 'hero')).toBeUndefined()
})
