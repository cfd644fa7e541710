import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk'
import { afterEach, expect, it, vi } from 'vitest'
import { change, createFakeSource, snapshot } from '../../../client/src/testing/fake-source.ts'
import { flag } from '../../../client/src/testing/fake-view.ts'
import { notedEvents } from '../testing/noted-events.ts'
import { HalyardServerProvider } from './halyard-server-provider.ts'

const text = { a: 'A', b: 'B' }
const hero = { ...flag('a', text), targeting: 'plan' }

// What goes wrong here goes wrong on purpose.
OpenFeature.setLogger({ error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() })

afterEach(async () => {
  await OpenFeature.clearProviders()
  OpenFeature.clearHandlers()
})

async function setUp() {
  const source = createFakeSource()
  const client = OpenFeature.getClient()
  const first = notedEvents(client, ProviderEvents)
  const set = OpenFeature.setProviderAndWait(new HalyardServerProvider(source))
  source.say(snapshot('l.1', { hero, title: flag('a', text) }))
  await set
  expect(first).toEqual(['READY'])
  return { source, client, events: notedEvents(client, ProviderEvents) }
}

it('evaluates for the context of each evaluation', async () => {
  const { client } = await setUp()
  const plans = ['a', 'b', 'a'].map((plan) => client.getStringValue('hero', '-', { plan }))
  expect(await Promise.all(plans)).toEqual(['A', 'B', 'A'])
})

it('names the flags that a change is about, and none where it may be all of them', async () => {
  const { client, source, events } = await setUp()
  source.say(change('l.1', 'l.2', { hero: flag('b', text) }))
  expect(await client.getStringValue('hero', '-')).toBe('B')
  source.say({ type: 'change', previous: 'l.2', revision: 'l.3', changes: { $evaluators: { staff: true } } })
  source.say(snapshot('m.1', { hero: flag('a', text) }))
  expect(await client.getStringValue('hero', '-')).toBe('A')
  expect(events).toEqual(['CONFIGURATION_CHANGED: hero', 'CONFIGURATION_CHANGED', 'CONFIGURATION_CHANGED'])
})

it('says how it stands to its source, and goes on serving what it has', async () => {
  const { client, source, events } = await setUp()
  source.say({ type: 'lost', attempt: 1, error: 'no answer' })
  expect([client.providerStatus, await client.getStringValue('hero', '-')]).toEqual(['STALE', 'A'])
  source.say({ type: 'current', revision: 'l.1' })
  expect([client.providerStatus, events]).toEqual(['READY', ['STALE: no answer', 'READY']])
})

it('says that it has no flags yet, in the details', async () => {
  const provider = new HalyardServerProvider(createFakeSource(), { readyTimeoutMs: 0 })
  await expect(OpenFeature.setProviderAndWait(provider)).rejects.toThrow('no flags within 0 ms')
  const details = await OpenFeature.getClient().getBooleanDetails('hero', true)
  expect(details).toMatchObject({ value: true, errorCode: 'PROVIDER_NOT_READY' })
})

it('refuses a context that is no JSON', async () => {
  const { client } = await setUp()
  const circle: { self?: object } = {}
  circle.self = circle
  const details = await client.getStringDetails('hero', '-', { circle: circle as never })
  expect(details).toMatchObject({ value: '-', errorCode: 'INVALID_CONTEXT' })
})

it('disconnects when it is closed', async () => {
  const { source } = await setUp()
  await OpenFeature.clearProviders()
  expect(source.open).toBe(0)
})
