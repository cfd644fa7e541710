import { createFlagClient, memoryStorage, remoteSource } from '@halyard/client'
import type { FlagSet } from '@halyard/schema'
import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { change, createFakeSource, type FakeSource, snapshot } from '../../client/src/testing/fake-source.ts'
import { flag } from '../../client/src/testing/fake-view.ts'
import { HalyardProvider } from './halyard-provider.ts'
import { notedEvents } from './testing/noted-events.ts'

const text = { a: 'A', b: 'B' }
const byPlan: FlagSet['flags'] = { hero: { ...flag('a', text), targeting: 'plan' }, title: flag('a', text) }

// What goes wrong here goes wrong on purpose.
OpenFeature.setLogger({ error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() })

afterEach(async () => {
  await OpenFeature.clearProviders()
  await OpenFeature.clearContexts()
  OpenFeature.clearHandlers()
})

/** A source that answers when it is connected, as a service that is there does. */
function answering(flags: FlagSet['flags']): FakeSource {
  const source = createFakeSource()
  const { connect } = source
  return Object.assign(source, {
    connect(sink: Parameters<typeof connect>[0]) {
      const disconnect = connect(sink)
      source.say(snapshot('l.1', flags))
      return disconnect
    },
  })
}

async function setUp(source = answering(byPlan)) {
  const provider = new HalyardProvider({ source })
  await OpenFeature.setProviderAndWait(provider)
  const client = OpenFeature.getClient()
  return { provider, client, source, events: notedEvents(client, ProviderEvents) }
}

describe('what is evaluated', () => {
  it('tells what OpenFeature has a word for, and nothing else', async () => {
    const { client } = await setUp()
    expect(client.getStringDetails('hero', '-')).toEqual({
      flagKey: 'hero',
      value: 'A',
      variant: 'a',
      reason: 'STATIC',
      flagMetadata: {},
    })
  })

  it('counts as seen where it is no error, once the client has a recorder', async () => {
    const exposures = { start: vi.fn(), expose: vi.fn(), track: vi.fn(), close: vi.fn(async () => undefined) }
    const provider = new HalyardProvider({ source: answering(byPlan), exposures })
    await OpenFeature.setProviderAndWait(provider, { targetingKey: 'u1' })
    const client = OpenFeature.getClient()
    client.getStringValue('hero', '-')
    client.getBooleanValue('hero', false)
    client.getStringValue('heros', '-')
    const context = { targetingKey: 'u1' }
    expect(exposures.expose.mock.calls).toEqual([[provider.client.details('hero', '-'), context]])
    client.track('order', { value: 2, since: new Date(0) })
    expect(exposures.track.mock.calls).toEqual([['order', { value: 2, since: new Date(0) }, context]])
  })
})

describe('events', () => {
  it('name the flags that were read and have another value', async () => {
    const { client, source, events } = await setUp()
    expect(client.getStringValue('hero', '-')).toBe('A')
    source.say(change('l.1', 'l.2', { hero: flag('b', text), title: flag('b', text) }))
    expect(events).toEqual(['CONFIGURATION_CHANGED: hero'])
    expect(client.getStringValue('hero', '-')).toBe('B')
  })

  it('tell of a connection that is lost and of one that is there again, once each', async () => {
    const { client, source, events } = await setUp()
    source.say({ type: 'lost', attempt: 1, error: 'no answer' })
    source.say({ type: 'lost', attempt: 2, error: 'no answer' })
    expect([events, client.providerStatus]).toEqual([['STALE: no answer'], 'STALE'])
    source.say({ type: 'current', revision: 'l.1' })
    expect([events.slice(1), client.providerStatus]).toEqual([['READY'], 'READY'])
    source.say({ type: 'refused', error: 'no such key' })
    expect([events.slice(2), client.providerStatus]).toEqual([['ERROR: no such key'], 'ERROR'])
    expect(client.getStringValue('hero', '-')).toBe('A')
  })

  it('come when flags do that were too late', async () => {
    const source = createFakeSource()
    const provider = new HalyardProvider({ source }, { readyTimeoutMs: 0 })
    await expect(OpenFeature.setProviderAndWait(provider)).rejects.toThrow(
      'no flags within 0 ms, so that fallbacks stand until they come: the service has not answered',
    )
    const client = OpenFeature.getClient()
    const events = notedEvents(client, ProviderEvents)
    expect([client.providerStatus, client.getStringDetails('hero', '-').errorCode]).toEqual([
      'ERROR',
      'PROVIDER_NOT_READY',
    ])
    source.say(snapshot('l.1', byPlan))
    expect([events, client.providerStatus]).toEqual([['CONFIGURATION_CHANGED: hero', 'READY'], 'READY'])
  })

  it('say that it is over, where nothing had arrived before', async () => {
    const source = createFakeSource()
    const provider = new HalyardProvider({ source }, { readyTimeoutMs: 0 })
    await expect(OpenFeature.setProviderAndWait(provider)).rejects.toThrow('no flags within 0 ms')
    const client = OpenFeature.getClient()
    const events = notedEvents(client, ProviderEvents)
    source.say({ type: 'lost', attempt: 2, error: 'no answer' })
    source.say({ type: 'refused', error: 'no such key' })
    expect([events, client.providerStatus]).toEqual([['ERROR: no such key'], 'FATAL'])
  })

  it('say that flags are stale after those of an earlier visit have made the provider ready', async () => {
    const storage = memoryStorage()
    const before = createFakeSource('mine')
    const earlier = createFlagClient({ source: before, storage, tabs: false })
    earlier.start()
    await vi.waitUntil(() => before.open === 1)
    before.say(snapshot('l.1', byPlan))
    await earlier.close()
    const source = createFakeSource('mine')
    const { connect } = source
    Object.assign(source, {
      connect(sink: Parameters<typeof connect>[0]) {
        sink.receive({ type: 'lost', attempt: 1, error: 'no answer' })
        return connect(sink)
      },
    })
    const client = OpenFeature.getClient()
    const events = notedEvents(client, ProviderEvents)
    await OpenFeature.setProviderAndWait(new HalyardProvider({ source, storage, tabs: false }))
    await vi.waitUntil(() => client.providerStatus === 'STALE')
    expect(events).toEqual(['READY', 'STALE: no answer'])
    expect(client.getStringValue('hero', '-')).toBe('A')
  })
})

describe('a context', () => {
  it('is there at once where the page evaluates, and changes no configuration', async () => {
    const { client, events } = await setUp()
    client.getStringValue('hero', '-')
    const changed = OpenFeature.setContext({ plan: 'b' })
    expect(client.getStringDetails('hero', '-')).toMatchObject({ value: 'B', reason: 'TARGETING_MATCH' })
    await changed
    expect(events).toEqual(['CONTEXT_CHANGED'])
  })

  it('makes nothing ready that is stale', async () => {
    const { client, source, events } = await setUp()
    source.say({ type: 'lost', attempt: 1, error: 'no answer' })
    await OpenFeature.setContext({ plan: 'b' })
    await vi.waitUntil(() => client.providerStatus === 'STALE')
    expect(events).toEqual(['STALE: no answer', 'CONTEXT_CHANGED', 'STALE: no answer'])
  })

  it('is waited for where the service evaluates, and what is read until then is that of the one before', async () => {
    const sources: FakeSource[] = []
    const source = remoteSource(() => {
      const next = sources.length === 0 ? answering(byPlan) : createFakeSource()
      sources.push(next)
      return next
    })
    await OpenFeature.setProviderAndWait(new HalyardProvider({ source }))
    const client = OpenFeature.getClient()
    const events = notedEvents(client, ProviderEvents)
    client.getStringValue('hero', '-')
    const changed = OpenFeature.setContext({ plan: 'b' })
    expect([client.providerStatus, client.getStringValue('hero', '-')]).toEqual(['RECONCILING', 'A'])
    sources[1]?.say(snapshot('m.1', byPlan))
    await changed
    expect([client.providerStatus, client.getStringValue('hero', '-')]).toEqual(['READY', 'B'])
    expect(events).toEqual(['RECONCILING', 'CONTEXT_CHANGED'])
    const refused = OpenFeature.setContext({ plan: 'a' })
    sources[2]?.say({ type: 'refused', error: 'no such key' })
    await refused
    expect([client.providerStatus, client.getStringValue('hero', '-')]).toEqual(['ERROR', 'B'])
  })

  it('that comes with the provider is waited for, where the client had another one before', async () => {
    const sources: FakeSource[] = []
    const source = remoteSource(() => {
      sources.push(createFakeSource())
      return sources.at(-1) as FakeSource
    })
    const given = createFlagClient({ source })
    given.start()
    sources[0]?.say(snapshot('l.1', byPlan))
    const set = OpenFeature.setProviderAndWait(new HalyardProvider(given), { plan: 'b' })
    // Whatever follows without the service's answer has followed then.
    await new Promise((resolve) => setImmediate(resolve))
    const client = OpenFeature.getClient()
    expect(client.providerStatus).toBe('NOT_READY')
    sources[1]?.say(snapshot('m.1', byPlan))
    await set
    expect(client.getStringValue('hero', '-')).toBe('B')
    await given.close()
  })

  it('that the client had stays until OpenFeature has one', async () => {
    const given = createFlagClient({ source: answering(byPlan), context: { plan: 'b' } })
    await OpenFeature.setProviderAndWait(new HalyardProvider(given))
    expect(OpenFeature.getClient().getStringValue('hero', '-')).toBe('B')
    await OpenFeature.setContext({ plan: 'a' })
    expect(given.context).toEqual({ plan: 'a' })
  })

  it('is what JSON makes of it', async () => {
    const { provider, client } = await setUp()
    await OpenFeature.setContext({ since: new Date(0), address: { until: new Date(1) } })
    expect(provider.client.context).toEqual({
      since: '1970-01-01T00:00:00.000Z',
      address: { until: '1970-01-01T00:00:00.001Z' },
    })
    const circle: { self?: object } = {}
    circle.self = circle
    await OpenFeature.setContext({ circle: circle as never })
    expect(client.providerStatus).toBe('ERROR')
    const set = OpenFeature.setProviderAndWait(new HalyardProvider(provider.client), {
      circle: circle as never,
    })
    await expect(set).rejects.toThrow('the context is no JSON; give text, numbers, booleans and dates: ')
  })

  it('belongs to one domain, as the client does', async () => {
    const { provider } = await setUp()
    expect(() => OpenFeature.setProvider('checkout', provider)).toThrow(/domain/)
  })
})

describe('closing', () => {
  it('closes the client that belongs to the provider, and no other', async () => {
    const { provider } = await setUp()
    const given = createFlagClient({ source: answering(byPlan) })
    await OpenFeature.setProviderAndWait(new HalyardProvider(given))
    expect(provider.client.state.status).toBe('stopped')
    await OpenFeature.clearProviders()
    expect(given.state.status).toBe('live')
    await given.close()
  })

  it('makes a provider one of no further use, and says so', async () => {
    const { provider } = await setUp()
    await OpenFeature.clearProviders()
    await expect(OpenFeature.setProviderAndWait(provider)).rejects.toThrow(
      'the client was closed: set a provider with another one',
    )
    expect(OpenFeature.getClient().providerStatus).toBe('ERROR')
  })
})
