import { expect, it, vi } from 'vitest'
import type { Diagnostic } from './diagnostic.ts'
import { createSnapshotCache } from './snapshot-cache.ts'
import type { FlagStorage } from './storage/flag-storage.ts'
import { memoryStorage } from './storage/memory-storage.ts'

const record = (number: number) =>
  ({ revision: `l.${number}`, flagSet: { flags: {} }, storedAtMs: number }) as const

it('gives back what was kept', async () => {
  const storage = memoryStorage()
  const cache = createSnapshotCache(storage, 'id')
  cache.keep(record(1))
  await cache.close()
  expect(await createSnapshotCache(storage, 'id').restore()).toEqual(record(1))
  expect(await createSnapshotCache(storage, 'other').restore()).toBeNull()
})

it('writes the last of what comes before it writes, and of what comes while it does', async () => {
  const storage = memoryStorage()
  const stored: number[] = []
  const cache = createSnapshotCache(
    {
      ...storage,
      async write(key, { json, storedAtMs }) {
        stored.push(storedAtMs)
        if (storedAtMs === 3) for (const number of [4, 5]) cache.keep(record(number))
        await storage.write(key, { json, storedAtMs })
      },
    },
    'id',
  )
  for (const number of [1, 2, 3]) cache.keep(record(number))
  expect(stored).toEqual([])
  await vi.waitFor(() => expect(stored).toEqual([3, 5]))
  cache.keep(record(6))
  await cache.close()
  expect((await storage.read('id'))?.storedAtMs).toBe(6)
})

it('does not wait for an idle page when it is closed', async () => {
  vi.stubGlobal('requestIdleCallback', vi.fn())
  const storage = memoryStorage()
  const cache = createSnapshotCache(storage, 'id')
  cache.keep(record(1))
  await cache.close()
  expect((await storage.read('id'))?.storedAtMs).toBe(1)
  vi.unstubAllGlobals()
})

it.each(['{', '{"revision":"l.1"}', 'null'])('ignores a stored %s, and says so', async (json) => {
  const storage = memoryStorage()
  const diagnostics: Diagnostic[] = []
  await storage.write('id', { json, storedAtMs: 1 })
  const cache = createSnapshotCache(storage, 'id', (diagnostic) => diagnostics.push(diagnostic))
  expect(await cache.restore()).toBeNull()
  expect(diagnostics.map(({ code }) => code)).toEqual(['storage-unreadable'])
})

it.each([
  ['blocked by the user', new Error('blocked by the user')],
  ['QuotaExceededError', new DOMException('', 'QuotaExceededError')],
  ['null', null],
])('says once that storage fails, and does not ask it again: %s', async (reason, error) => {
  const failing = vi.fn(() => Promise.reject(error))
  const storage: FlagStorage = { read: failing, write: failing, close: () => undefined }
  const diagnostics: Diagnostic[] = []
  const cache = createSnapshotCache(storage, 'id', (diagnostic) => diagnostics.push(diagnostic))
  expect(await cache.restore()).toBeNull()
  cache.keep(record(1))
  await cache.close()
  expect(failing).toHaveBeenCalledTimes(1)
  expect(diagnostics).toMatchObject([
    { code: 'storage-failed', message: expect.stringContaining(`only: ${reason}`) },
  ])
})
