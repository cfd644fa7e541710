import { memoryStorage, staticSource } from '@halyard/client'
import { pageOverrides } from '@halyard/client/overrides'
import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk'
import { expect, it, onTestFinished } from 'vitest'
import { HalyardProvider } from './halyard-provider.ts'
import { notedEvents } from './testing/noted-events.ts'

it('tells OpenFeature of a flag that somebody overrides, and that it is an override', async () => {
  onTestFinished(() => OpenFeature.clearProviders())
  const hero = { state: 'ENABLED', variants: { a: 'A', b: 'B' }, defaultVariant: 'a' } as const
  const provider = new HalyardProvider({
    source: staticSource({ flags: { hero } }),
    storage: memoryStorage(),
    overrides: pageOverrides(),
  })
  await OpenFeature.setProviderAndWait(provider)
  const client = OpenFeature.getClient()
  const events = notedEvents(client, ProviderEvents)
  expect(client.getStringValue('hero', '-')).toBe('A')
  provider.client.overrides.set('hero', 'B')
  onTestFinished(() => provider.client.overrides.reset('hero'))
  expect(client.getStringDetails('hero', '-')).toMatchObject({ value: 'B', reason: 'OVERRIDE' })
  expect(events).toEqual(['CONFIGURATION_CHANGED: hero'])
})
