import type { ClientReport, FlagReport } from '@halyard/devtools'
import { expect, it } from 'vitest'
import { checkCell } from './check-cell.ts'

const FLAG: FlagReport = {
  flagKey: 'hero',
  value: 'bold',
  reason: 'OVERRIDE',
  flagMetadata: {},
  observed: true,
}

function page(flags: readonly FlagReport[], context: ClientReport['context'] = {}) {
  return { sequence: 1, clients: [{ clientId: 'c', sdk: 'sdk', state: 'live', context, flags }] }
}

function assigned(value: string, context?: ClientReport['context']) {
  return {
    assignment: new Map([['hero', { value }]]),
    persona: context ? { name: 'Somebody', context } : null,
  }
}

it('finds nothing wrong where the page has what it is assigned', () => {
  expect(checkCell(assigned('bold', { plan: 'crew' }), page([FLAG], { locale: 'de', plan: 'crew' }))).toEqual(
    [],
  )
})

it('names a flag that has another value, whatever the page gives as the reason', () => {
  expect(checkCell(assigned('classic'), page([FLAG]))).toEqual([
    { name: 'hero', assigned: '"classic"', actual: '"bold"' },
  ])
})

it('names a flag that the page does not know', () => {
  expect(checkCell(assigned('classic'), page([]))).toEqual([{ name: 'hero', assigned: '"classic"' }])
})

it('names attributes of the context that are others, or missing', () => {
  const cell = assigned('bold', { plan: 'crew', country: 'CH' })
  expect(checkCell(cell, page([FLAG], { plan: 'guest' }))).toEqual([
    { name: 'plan', assigned: '"crew"', actual: '"guest"' },
    { name: 'country', assigned: '"CH"' },
  ])
})
