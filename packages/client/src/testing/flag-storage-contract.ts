import { expect, it } from 'vitest'
import type { FlagStorage } from '../storage/flag-storage.ts'

/** What every {@link FlagStorage} keeps to. */
export function describeFlagStorage(create: () => FlagStorage): void {
  const record = { json: '{"ä":1}', storedAtMs: 7 }

  it('has nothing under a key that was never written', async () => {
    expect(await create().read('unknown')).toBeNull()
  })

  it('gives back what was last written under a key, and nothing of another', async () => {
    const storage = create()
    await storage.write('a', { json: '0', storedAtMs: 1 })
    await storage.write('b', { json: '1', storedAtMs: 2 })
    await storage.write('a', record)
    expect(await storage.read('a')).toEqual(record)
    expect(await storage.read('b')).toEqual({ json: '1', storedAtMs: 2 })
  })

  it('works again after it was closed', async () => {
    const storage = create()
    await storage.write('c', record)
    storage.close()
    expect(await storage.read('c')).toEqual(record)
    storage.close()
    storage.close()
  })
}
