import { deleteDB } from 'idb'
import { afterEach, expect, it, vi } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import type { FlagClient } from './flag-client.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { pageOverrides } from './overrides/page-overrides.ts'
import { indexedDbStorage } from './storage/indexeddb-storage.ts'
import { memoryStorage } from './storage/memory-storage.ts'
import { createFakeClock } from './testing/fake-clock.ts'
import { change, createFakeSource, type FakeSource, snapshot } from './testing/fake-source.ts'
import { flag } from './testing/fake-view.ts'

const databaseName = 'halyard-first-paint-test'
const KEY = 'halyard:first-paint:1'
const id = 'https://flags.test'
const text = { a: 'A', b: 'B' }
const clients: FlagClient[] = []

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await deleteDB(databaseName)
  localStorage.clear()
})

function visit(options: Partial<FlagClientOptions> = {}): { client: FlagClient; source: FakeSource } {
  const source = createFakeSource(id)
  const storage = indexedDbStorage({ databaseName })
  const client = createFlagClient({
    source,
    storage,
    tabs: false,
    context: { targetingKey: 'u1' },
    ...options,
  })
  clients.push(client)
  client.start()
  return { client, source }
}

/** A visit of a page that reads these flags, until it is closed. */
async function earlierVisit(read = ['hero'], options: Partial<FlagClientOptions> = {}): Promise<void> {
  const { client, source } = visit(options)
  await vi.waitFor(() => expect(source.open).toBe(1))
  const flags = {
    hero: flag('b', text),
    other: flag('a', text),
    off: { ...flag(), state: 'DISABLED' as const },
  }
  source.say(snapshot('l.1', flags))
  for (const flagKey of read) client.get(flagKey, '-')
  await client.close()
}

it('answers the first read of the next visit, and says where that comes from', async () => {
  await earlierVisit()
  const { client } = visit()
  expect(client.details('hero', '-')).toMatchObject({
    value: 'B',
    variant: 'b',
    reason: 'STATIC',
    freshness: 'cached',
    revision: 'l.1',
  })
  expect([client.get('hero', false), client.get('other', '-'), client.get('toString', '-')]).toEqual([
    false,
    '-',
    '-',
  ])
})

it('keeps what the page reads, of every page, and nothing that has no value', async () => {
  await earlierVisit(['hero'])
  await earlierVisit(['other', 'off', 'unknown'])
  const [record] = JSON.parse(localStorage.getItem(KEY) ?? '')
  expect(Object.keys(record.flags)).toEqual(['other', 'hero'])
})

it('is silent when storage then says the same, and gives way to what is newer', async () => {
  await earlierVisit()
  const { client, source } = visit()
  const values: string[] = [client.get('hero', '-')]
  client.subscribe('hero', () => values.push(client.get('hero', '-')))
  await client.ready()
  expect(values).toEqual(['B'])
  await vi.waitFor(() => expect(source.open).toBe(1))
  source.say(change('l.1', 'l.2', { hero: flag('a', text) }))
  expect(values).toEqual(['B', 'A'])
})

it('never answers for another context, nor for another source', async () => {
  await earlierVisit()
  expect(visit({ context: { targetingKey: 'u2' } }).client.get('hero', '-')).toBe('-')
  expect(visit({ source: createFakeSource('https://elsewhere.test') }).client.get('hero', '-')).toBe('-')
  const { client } = visit()
  await client.setContext({ targetingKey: 'u3' })
  expect(client.get('hero', '-')).toBe('-')
})

it('keeps no override, and shows nothing of the context', async () => {
  await earlierVisit(['hero'], {
    overrides: pageOverrides({ initial: { hero: 'X' } }),
    context: { targetingKey: 'ada@a.test' },
  })
  const stored = localStorage.getItem(KEY)
  expect(stored).toContain('"B"')
  expect(stored).not.toMatch(/"X"|a\.test/)
})

it('holds at most 32 kB, and lets go of the contexts that were not here for longest', async () => {
  const { client, source } = visit()
  await vi.waitFor(() => expect(source.open).toBe(1))
  const keys = Array.from({ length: 2000 }, (_, index) => `flag-${index}`)
  source.say(snapshot('l.1', Object.fromEntries(keys.map((key) => [key, flag('a', text)]))))
  for (const key of keys) client.get(key, '-')
  await client.close()
  const length = (): number => localStorage.getItem(KEY)?.length ?? 0
  expect(length()).toBeGreaterThan(30_000)
  expect(length()).toBeLessThanOrEqual(32_768)
  await earlierVisit(keys.slice(0, 100), { context: { targetingKey: 'u2' } })
  expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toHaveLength(1)
  expect(visit({ context: { targetingKey: 'u2' } }).client.get('flag-7', '-')).toBe('A')
})

it.each(['{', '[1,{"key":1,"flags":null}]', '[{"flags":{"hero":1}}]', 'null'])(
  'leaves %s aside, and writes it anew',
  async (damaged) => {
    localStorage.setItem(KEY, damaged)
    expect(visit().client.get('hero', '-')).toBe('-')
    await earlierVisit()
    expect(visit().client.get('hero', '-')).toBe('B')
  },
)

it('is turned off with its option, with a storage that keeps nothing, and where access is denied', async () => {
  await earlierVisit(['hero'], { storage: memoryStorage() })
  await earlierVisit(['hero'], { storage: indexedDbStorage({ databaseName, firstPaint: false }) })
  expect(localStorage.length).toBe(0)
  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('sandboxed', 'SecurityError')
  })
  await earlierVisit()
  expect(visit().client.get('hero', '-')).toBe('-')
})

it('does not show what no page has shown for longer than storage allows, and lets go of it', async () => {
  const clock = createFakeClock()
  const aged = (context = { targetingKey: 'u1' }): Partial<FlagClientOptions> => ({
    clock,
    context,
    storage: indexedDbStorage({ databaseName, clock, maxUnusedMs: 1000 }),
  })
  await earlierVisit(['hero'], aged())
  clock.advance(999)
  expect(visit(aged()).client.get('hero', '-')).toBe('B')
  clock.advance(1)
  expect(visit(aged()).client.get('hero', '-')).toBe('-')
  await earlierVisit(['hero'], aged({ targetingKey: 'u2' }))
  expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toHaveLength(1)
})
