import type { EvaluationContext } from '@halyard/schema'
import { describe, expect, it, vi } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import type { FlagClient } from './flag-client.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { remoteSource } from './sources/remote-source.ts'
import { memoryStorage } from './storage/memory-storage.ts'
import { createFakeSource, type FakeSource, snapshot } from './testing/fake-source.ts'
import { flag } from './testing/fake-view.ts'

const text = { a: 'A', b: 'B', c: 'C' }
const hero = (variant: string) => ({ hero: flag(variant, text) })

interface Remote {
  readonly client: FlagClient
  /** The source of every context that was asked for, in order. */
  readonly sources: readonly FakeSource[]
}

function start(options: Partial<FlagClientOptions> = {}, shared = false): Remote {
  const sources: FakeSource[] = []
  const forContext = ({ targetingKey }: EvaluationContext): FakeSource => {
    const source = createFakeSource(shared ? `remote:${targetingKey}` : undefined)
    sources.push(source)
    return source
  }
  const client = createFlagClient({
    source: remoteSource(forContext),
    context: { targetingKey: 'u1' },
    ...options,
  })
  client.start()
  return { client, sources }
}

function settled(promise: Promise<void>): () => string {
  let outcome = 'pending'
  promise.then(
    () => {
      outcome = 'resolved'
    },
    (error: Error) => {
      outcome = error.message
    },
  )
  return () => outcome
}

describe('a client whose server evaluates', () => {
  it('resolves setContext only with the values of the new context, and keeps both of the old one until then', async () => {
    const { client, sources } = start()
    sources[0]?.say(snapshot('l.1', hero('a')))
    const seen: string[] = []
    client.subscribe('hero', () => seen.push(`${client.context.targetingKey} ${client.get('hero', '-')}`))
    const outcome = settled(client.setContext({ targetingKey: 'u2' }))
    expect([sources[0]?.open, sources[1]?.open, sources[1]?.resumedFrom]).toEqual([0, 1, [undefined]])
    await Promise.resolve()
    expect([outcome(), client.get('hero', '-'), client.context]).toEqual([
      'pending',
      'A',
      { targetingKey: 'u1' },
    ])
    sources[1]?.say(snapshot('m.1', hero('b')))
    expect(seen).toEqual(['u2 B'])
    await vi.waitFor(() => expect(outcome()).toBe('resolved'))
  })

  it('does not take a revision of the old context for one of the new', () => {
    const { client, sources } = start()
    sources[0]?.say(snapshot('l.5', hero('a')))
    void client.setContext({ targetingKey: 'u2' })
    expect(sources[1]?.say({ type: 'current', revision: 'l.5' })).toEqual([false])
    sources[1]?.say(snapshot('l.2', hero('b')))
    expect(client.get('hero', '-')).toBe('B')
  })

  it('waits through a lost connection', async () => {
    const { client, sources } = start()
    sources[0]?.say(snapshot('l.1', hero('a')))
    const outcome = settled(client.setContext({ targetingKey: 'u2' }))
    sources[1]?.say({ type: 'lost', attempt: 1, error: 'gone' })
    await Promise.resolve()
    expect([outcome(), client.state.status]).toEqual(['pending', 'reconnecting'])
    sources[1]?.say(snapshot('m.1', hero('b')))
    await vi.waitFor(() => expect(outcome()).toBe('resolved'))
  })

  it('lets the last of several contexts win, and settles all with it', async () => {
    const { client, sources } = start()
    const outcomes = ['u2', 'u3'].map((targetingKey) => settled(client.setContext({ targetingKey })))
    expect(sources.map(({ open }) => open)).toEqual([0, 0, 1])
    sources[2]?.say(snapshot('m.1', hero('c')))
    await vi.waitFor(() => expect(outcomes.map((outcome) => outcome())).toEqual(['resolved', 'resolved']))
    expect([client.context, client.get('hero', '-')]).toEqual([{ targetingKey: 'u3' }, 'C'])
  })

  it('says why there is no other context when the server refuses, or the client is closed', async () => {
    const { client, sources } = start()
    sources[0]?.say(snapshot('l.1', hero('a')))
    const refused = settled(client.setContext({ targetingKey: 'u2' }))
    sources[1]?.say({ type: 'refused', error: '401' })
    await vi.waitFor(() => expect(refused()).toMatch('the context stays as it was: 401'))
    expect([client.get('hero', '-'), client.context]).toEqual(['A', { targetingKey: 'u1' }])
    await expect(client.setContext({})).rejects.toThrow('stopped')
    const other = start().client
    const closed = settled(other.setContext({ targetingKey: 'u2' }))
    await other.close()
    await vi.waitFor(() => expect(closed()).toMatch('the client was closed'))
  })

  it('asks for a context that was set before start', async () => {
    const source = createFakeSource()
    const contexts: EvaluationContext[] = []
    const forContext = (context: EvaluationContext): FakeSource => {
      contexts.push(context)
      return source
    }
    const client = createFlagClient({ source: remoteSource(forContext) })
    await client.setContext({ targetingKey: 'u9' })
    client.start()
    expect([contexts.at(-1), client.context, source.open]).toEqual([
      { targetingKey: 'u9' },
      { targetingKey: 'u9' },
      1,
    ])
  })

  it('answers for a context of an earlier visit from storage, and never with the flags of another one', async () => {
    const storage = memoryStorage()
    for (const [key, variant] of [
      ['u1', 'a'],
      ['u2', 'b'],
    ] as const) {
      const json = JSON.stringify(snapshot('l.1', hero(variant)))
      await storage.write(`remote:${key}`, { json, storedAtMs: 1 })
    }
    const { client, sources } = start({ storage }, true)
    await client.ready()
    await vi.waitFor(() => expect(sources[0]?.open).toBe(1))
    sources[0]?.say(snapshot('l.2', hero('a')))
    expect(client.get('hero', '-')).toBe('A')
    await client.setContext({ targetingKey: 'u2' })
    expect(client.details('hero', '-')).toMatchObject({ value: 'B', freshness: 'cached' })
    expect(client.state.status).toBe('cached')
    const unknown = settled(client.setContext({ targetingKey: 'u3' }))
    await vi.waitFor(() => expect(sources[2]?.open).toBe(1))
    expect([unknown(), client.get('hero', '-')]).toEqual(['pending', 'B'])
    await client.close()
    expect(JSON.parse((await storage.read('remote:u1'))?.json ?? '')).toMatchObject({ revision: 'l.2' })
  })
})
