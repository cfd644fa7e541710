import { expect, it } from 'vitest'
import { memoryStorageArea } from './memory-storage-area.ts'
import { createPanelStorage, MAX_DOCUMENT_LENGTH, type StoredDocument } from './panel-storage.ts'

const names: StoredDocument<readonly string[]> = {
  key: 'names',
  version: 1,
  parse: (value) => (Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : null),
}

it('gives back what it was given, to every panel', async () => {
  const area = memoryStorageArea()
  expect(await createPanelStorage(area).write(names, ['ada'])).toBeNull()
  expect(await createPanelStorage(area).read(names)).toEqual(['ada'])
})

it.each([
  ['nothing', undefined],
  ['another version', { version: 2, value: ['ada'] }],
  ['what cannot be read', { version: 1, value: [7] }],
  ['something else', 'ada'],
])('takes %s for nothing', async (_, stored) => {
  const area = memoryStorageArea()
  await area.set('names', stored)
  expect(await createPanelStorage(area).read(names)).toBeNull()
})

it('says why something is not kept, and keeps what is there', async () => {
  const area = memoryStorageArea()
  const storage = createPanelStorage(area)
  await storage.write(names, ['ada'])
  expect(await storage.write(names, ['x'.repeat(MAX_DOCUMENT_LENGTH)])).toContain('delete some first')
  expect(await storage.read(names)).toEqual(['ada'])
  const broken = createPanelStorage({
    get: () => Promise.reject(new Error('gone')),
    set: () => Promise.reject(new Error('quota exceeded')),
  })
  expect(await broken.write(names, [])).toContain('quota exceeded')
  expect(await broken.read(names)).toBeNull()
})
