import { deleteDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import type { FlagClient } from './flag-client.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { indexedDbStorage } from './storage/indexeddb-storage.ts'
import { memoryStorage } from './storage/memory-storage.ts'
import { createFakeClock } from './testing/fake-clock.ts'
import { change, createFakeSource, type FakeSource, snapshot } from './testing/fake-source.ts'
import { flag } from './testing/fake-view.ts'

const databaseName = 'halyard-client-test'
const text = { a: 'A', b: 'B', c: 'C' }
const first = snapshot('l.1', { hero: flag('a', text), other: flag('a', text) })
const second = change('l.1', 'l.2', { hero: flag('b', text) })
const third = change('l.2', 'l.3', { hero: flag('c', text) })

let idNumber = 0
let id: string
const clients: FlagClient[] = []

beforeEach(() => {
  idNumber += 1
  id = `https://flags.test/${idNumber}`
})

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await deleteDB(databaseName)
})

interface Tab {
  readonly client: FlagClient
  /** Its own, which tells whether this tab is the one that is connected. */
  readonly source: FakeSource
}

function tab(options: Partial<FlagClientOptions> = {}): Tab {
  const source = createFakeSource(id)
  const client = createFlagClient({ source, storage: memoryStorage(), ...options })
  clients.push(client)
  client.start()
  return { client, source }
}

const leader = (options?: Partial<FlagClientOptions>): Promise<Tab> => leading(tab(options))

async function leading(candidate: Tab): Promise<Tab> {
  await vi.waitFor(() => expect(candidate.source.open).toBe(1))
  return candidate
}

const shows = (client: FlagClient, value: string): Promise<void> =>
  vi.waitFor(() => expect(client.get('hero', '-')).toBe(value))

describe('tabs', () => {
  it('share one connection, and every event of it', async () => {
    const a = await leader()
    const b = tab()
    a.source.say(first)
    await shows(b.client, 'A')
    const heard: string[] = []
    for (const key of ['hero', 'other']) b.client.subscribe(key, () => heard.push(key))
    a.source.say(second)
    await shows(b.client, 'B')
    expect(heard).toEqual(['hero'])
    expect(b.source.open).toBe(0)
    expect(b.client.state).toEqual({ status: 'live', revision: 'l.2' })
  })

  it('tell a tab that comes later what they hold', async () => {
    const a = await leader()
    a.source.say(first)
    a.source.say(second)
    await shows(tab().client, 'B')
  })

  it('tell a tab that comes later that the connection is lost', async () => {
    const a = await leader()
    a.source.say({ type: 'lost', attempt: 3, error: 'gone' })
    const b = tab()
    await vi.waitFor(() => expect(b.client.state).toMatchObject({ status: 'reconnecting', attempt: 3 }))
  })

  it('ask for what they missed, and get it', async () => {
    const a = await leader()
    const b = tab()
    a.source.say(first)
    await shows(b.client, 'A')
    const channel = new BroadcastChannel(`halyard/1:${id}`)
    const heard = vi.fn()
    channel.onmessage = ({ data }: MessageEvent<unknown>) => heard(data)
    channel.postMessage(third)
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith({ type: 'ask', revision: 'l.1' }))
    expect(b.client.get('hero', '-')).toBe('A')
    a.source.say(second)
    channel.postMessage({ type: 'ask' })
    const answer = expect.objectContaining({ type: 'snapshot', revision: 'l.2' })
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(answer))
    await shows(b.client, 'B')
    channel.close()
  })

  it('resume from what they hold when the leading tab goes', async () => {
    const a = await leader()
    const b = tab()
    a.source.say(first)
    await shows(b.client, 'A')
    await a.client.close()
    await leading(b)
    expect(b.source.resumedFrom).toEqual(['l.1'])
    b.source.say(second)
    expect(b.client.get('hero', '-')).toBe('B')
  })

  it('stop together when the server refuses', async () => {
    const a = await leader()
    const b = tab()
    a.source.say(first)
    await shows(b.client, 'A')
    a.source.say({ type: 'refused', error: '401' })
    await vi.waitFor(() => expect(b.client.state.status).toBe('stopped'))
    expect(b.client.get('hero', '-')).toBe('A')
  })

  it('stop together, also when the next tab leads before it hears of the refusal', async () => {
    const next = await leader()
    next.source.say(first)
    const former = new BroadcastChannel(`halyard/1:${id}`)
    former.postMessage({ type: 'refused', error: '401' })
    await vi.waitFor(() => expect(next.client.state).toMatchObject({ status: 'stopped', error: '401' }))
    former.close()
  })

  it('do not believe what others write on their channel', async () => {
    const a = await leader()
    const b = tab()
    a.source.say(first)
    await shows(b.client, 'A')
    const channel = new BroadcastChannel(`halyard/1:${id}`)
    for (const lie of [
      null,
      'x',
      { type: 'snapshot', revision: 'l.9' },
      { type: 'change' },
      { type: 'lost' },
    ]) {
      channel.postMessage(lie)
    }
    a.source.say(second)
    await shows(b.client, 'B')
    expect(b.client.state).toEqual({ status: 'live', revision: 'l.2' })
    channel.close()
  })

  it('rest while hidden, say so, and catch up when seen again', async () => {
    const clock = createFakeClock()
    const a = await leader({ clock, hiddenTimeoutMs: 1000 })
    a.source.say(first)
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    clock.advance(1000)
    expect([a.source.open, a.client.state.status, a.client.get('hero', '-')]).toEqual([
      0,
      'reconnecting',
      'A',
    ])
    visibility.mockRestore()
    document.dispatchEvent(new Event('visibilitychange'))
    await leading(a)
    expect(a.source.resumedFrom).toEqual([undefined, 'l.1'])
    a.source.say(second)
    expect(a.client.state).toEqual({ status: 'live', revision: 'l.2' })
  })

  it('have a connection each when they are told so', async () => {
    await leader()
    await leader({ tabs: false })
  })
})

describe('storage', () => {
  it('gives the next visit values before the server answers, and a connection that resumes', async () => {
    const a = await leader({ storage: indexedDbStorage({ databaseName }) })
    a.source.say(first)
    a.source.say(second)
    await a.client.close()
    const stored = await indexedDbStorage({ databaseName }).read(id)
    const flags = { hero: flag('b', text), other: flag('a', text) }
    expect(JSON.parse(stored?.json ?? '')).toEqual({ revision: 'l.2', flagSet: { flags } })
    const b = tab({ storage: indexedDbStorage({ databaseName }) })
    const state = await b.client.ready()
    expect(state).toMatchObject({ status: 'cached', revision: 'l.2', storedAtMs: expect.any(Number) })
    expect(b.client.details('hero', '-')).toMatchObject({ value: 'B', freshness: 'cached', revision: 'l.2' })
    await leading(b)
    expect(b.source.resumedFrom).toEqual(['l.2'])
    b.source.say({ type: 'current', revision: 'l.2' })
    expect(b.client.state.status).toBe('live')
    expect(b.client.details('hero', '-')).toMatchObject({ freshness: 'live' })
  })

  it('that never answers costs its time limit and is told once', async () => {
    const clock = createFakeClock()
    const onDiagnostic = vi.fn()
    const storage = indexedDbStorage({ databaseName, clock, openTimeoutMs: 200 })
    const a = tab({ storage, onDiagnostic })
    clock.advance(200)
    await leading(a)
    a.source.say(first)
    a.source.say(second)
    expect(a.client.get('hero', '-')).toBe('B')
    await a.client.close()
    expect(onDiagnostic.mock.calls).toEqual([
      [{ code: 'storage-failed', message: expect.stringContaining('200 ms') }],
    ])
  })

  it('does not bring back what was stored when the server was faster', async () => {
    const storage = memoryStorage()
    await storage.write(id, { json: JSON.stringify(first), storedAtMs: 1 })
    const a = await leader()
    a.source.say({ ...snapshot('l.2', { hero: flag('b', text) }) })
    const read = Promise.withResolvers<void>()
    const slow = { ...storage, read: (key: string) => read.promise.then(() => storage.read(key)) }
    const b = tab({ storage: slow })
    a.source.say(third)
    await shows(b.client, '-')
    read.resolve()
    await shows(b.client, 'C')
  })
})
