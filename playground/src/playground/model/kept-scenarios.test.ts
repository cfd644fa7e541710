import { memoryStorageArea } from '@halyard/extension/scenarios'
import { expect, it, vi } from 'vitest'
import { keepScenarios } from './kept-scenarios.ts'
import { initialSheet, type SheetState } from './sheet-state.ts'

const PAGE = 'http://127.0.0.1:4890/'
const SHOWN: SheetState = { ...initialSheet(PAGE), flags: [{ flagKey: 'hero' }] }

const namesOf = ({ list }: ReturnType<typeof keepScenarios>) => list.value.map(({ name }) => name)

it('keeps whole sheets for every playground of this browser, as grids, under names of their own', async () => {
  const area = memoryStorageArea()
  const view = { kind: 'single', cellId: 's.0.0.0' } as const
  expect(
    await keepScenarios(area).add([{ ...SHOWN, view, name: ' Sale ' }, { ...SHOWN, name: 'Sale' }, SHOWN]),
  ).toEqual(['Sale', 'Sale (2)', 'Scenario'])
  const other = keepScenarios(area)
  await vi.waitFor(() => expect(other.list.value[0]).toEqual({ ...SHOWN, name: 'Sale' }))
  expect(namesOf(other)).toEqual(['Sale', 'Sale (2)', 'Scenario'])
})

it('renames, deletes, and puts back where it was', async () => {
  const scenarios = keepScenarios(memoryStorageArea())
  await scenarios.add(['A', 'B', 'C'].map((name) => ({ ...SHOWN, name })))
  expect(await scenarios.rename('B', 'C')).toBe('C (2)')
  expect(await scenarios.rename('A', 'A')).toBe('A')
  const [, second] = scenarios.list.value
  await scenarios.remove(['C (2)'])
  expect(namesOf(scenarios)).toEqual(['A', 'C'])
  await scenarios.restore(second ?? expect.fail('none'), 1)
  expect(namesOf(scenarios)).toEqual(['A', 'C (2)', 'C'])
})

it('reads past what is damaged, and says why something is not kept', async () => {
  const area = memoryStorageArea()
  await area.set('scenarios', { version: 1, value: [7, '#sheet=1.AAAA', null, '?flag=hero'] })
  const scenarios = keepScenarios(area)
  expect(await scenarios.add([{ ...SHOWN, name: 'A' }])).toEqual(['A'])
  expect(namesOf(scenarios)).toEqual(['A'])
  expect(
    await scenarios.add([{ ...SHOWN, flags: [{ flagKey: 'x', values: ['y'.repeat(600_000)] }] }]),
  ).toEqual([])
  expect(scenarios.problem.value).toMatch(/delete some first/)
  expect(namesOf(scenarios)).toEqual(['A'])
})
