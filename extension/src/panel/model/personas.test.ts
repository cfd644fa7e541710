import { expect, it } from 'vitest'
import { memoryStorageArea } from '../storage/memory-storage-area.ts'
import { createPanelStorage } from '../storage/panel-storage.ts'
import { createPersonas, MAX_PERSONAS } from './personas.ts'

it('keeps personas for the next panel, in the order of their names', async () => {
  const storage = createPanelStorage(memoryStorageArea())
  const personas = createPersonas(storage)
  await personas.save({ name: 'bruno', context: { plan: 'free' } })
  await personas.save({ name: 'ada', context: { plan: 'free' } })
  await personas.save({ name: 'bruno', context: { plan: 'team' } })
  const next = createPersonas(storage)
  await next.save({ name: 'cleo', context: {} })
  expect(next.list.value).toEqual([
    { name: 'ada', context: { plan: 'free' } },
    { name: 'bruno', context: { plan: 'team' } },
    { name: 'cleo', context: {} },
  ])
  await next.remove('bruno')
  expect(next.list.value.map(({ name }) => name)).toEqual(['ada', 'cleo'])
  expect(next.removed.value).toEqual({ name: 'bruno', context: { plan: 'team' } })
  await next.save({ name: 'bruno', context: { plan: 'team' } })
  expect([next.list.value.length, next.removed.value]).toEqual([3, null])
})

it('leaves out what is damaged', async () => {
  const area = memoryStorageArea()
  const value = [{ name: 'ada', context: {} }, { name: 'bad', context: 1 }, null, { name: '', context: {} }]
  await area.set('personas', { version: 1, value })
  const personas = createPersonas(createPanelStorage(area))
  await personas.remove('nobody')
  expect(personas.list.value).toEqual([{ name: 'ada', context: {} }])
})

it('says when there are too many, and when they cannot be kept', async () => {
  const area = memoryStorageArea()
  const value = Array.from({ length: MAX_PERSONAS }, (_, index) => ({ name: `p${index}`, context: {} }))
  await area.set('personas', { version: 1, value })
  const personas = createPersonas(createPanelStorage(area))
  await personas.save({ name: 'one more', context: {} })
  expect(personas.problem.value).toContain('delete one first')
  await personas.save({ name: 'p1', context: { huge: 'x'.repeat(600_000) } })
  expect(personas.problem.value).toContain('characters')
  await personas.save({ name: 'p1', context: { small: true } })
  expect(personas.problem.value).toBeNull()
})
