import { expect, it } from 'vitest'
import { memoryStorageArea } from '../storage/memory-storage-area.ts'
import { createPanelStorage } from '../storage/panel-storage.ts'
import { createKeptList, type KeptKind } from './kept-list.ts'

const NAMES: KeptKind<string> = {
  key: 'names',
  noun: 'names',
  maxItems: 3,
  write(name) {
    if (name === '') throw new RangeError('it has no name')
    return { name }
  },
  read: (stored) => (stored as { name?: string }).name ?? null,
}

it('adds to what another panel kept in the meantime, one change after the other', async () => {
  const area = memoryStorageArea()
  const [a, b] = [
    createKeptList(createPanelStorage(area), NAMES),
    createKeptList(createPanelStorage(area), NAMES),
  ]
  await Promise.all([a.change((kept) => [...kept, 'ada']), a.change((kept) => [...kept, 'bob'])])
  await b.change((kept) => [...kept, 'cyd'])
  expect([a.list.value, b.list.value]).toEqual([
    ['ada', 'bob'],
    ['ada', 'bob', 'cyd'],
  ])
})

it('says why a change is not kept, and keeps what is there', async () => {
  const list = createKeptList(createPanelStorage(memoryStorageArea()), NAMES)
  await list.change(() => ['a', 'b', 'c'])
  expect(await list.change((kept) => [...kept, 'd'])).toBe(false)
  expect([list.list.value, list.problem.value]).toEqual([
    ['a', 'b', 'c'],
    'There are 3 names already: delete one first.',
  ])
  expect(await list.change((kept) => kept.with(0, ''))).toBe(false)
  expect([list.list.value[0], list.problem.value]).toEqual(['a', 'This is not kept: it has no name.'])
  expect(await list.change(() => ['d'])).toBe(true)
  expect(list.problem.value).toBeNull()
})

it('leaves out what cannot be read', async () => {
  const area = memoryStorageArea()
  await area.set('names', { version: 1, value: [{ name: 'ada' }, 7, { other: 'x' }] })
  const list = createKeptList(createPanelStorage(area), NAMES)
  await list.change((kept) => kept)
  expect(list.list.value).toEqual(['ada'])
})
