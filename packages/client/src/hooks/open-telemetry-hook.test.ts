import { expect, it } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import { staticSource } from '../sources/static-source.ts'
import { flag } from '../testing/fake-view.ts'
import { type FeatureFlagEvaluationEvent, openTelemetryHook } from './open-telemetry-hook.ts'
import { withHooks } from './with-hooks.ts'

function eventsOf(
  read: (client: ReturnType<typeof createFlagClient>) => unknown,
  {
    metadata = {},
    ...options
  }: { readonly metadata?: Record<string, string>; readonly values?: boolean } = {},
) {
  const events: FeatureFlagEvaluationEvent[] = []
  const source = staticSource({ flags: { hero: flag('a', { a: 'A', b: 'B' }) }, metadata })
  const client = createFlagClient({ source, context: { targetingKey: 'u1' } })
  client.start()
  read(withHooks(client, [openTelemetryHook({ emit: (event) => events.push(event), ...options })]))
  return events
}

it('tells of an evaluation in the names of OpenTelemetry', () => {
  expect(eventsOf((client) => client.get('hero', '-'))).toEqual([
    {
      eventName: 'feature_flag.evaluation',
      attributes: {
        'feature_flag.key': 'hero',
        'feature_flag.provider.name': 'halyard',
        'feature_flag.result.reason': 'static',
        'feature_flag.result.variant': 'a',
        'feature_flag.context.id': 'u1',
        'feature_flag.version': 'static.0',
      },
    },
  ])
})

it('tells the value where no variant names it, and where it is asked to', () => {
  const [missing] = eventsOf((client) => client.get('missing', 3))
  expect(missing?.attributes).toMatchObject({ 'feature_flag.result.value': 3 })
  const [asked] = eventsOf((client) => client.get('hero', '-'), { values: true })
  expect(asked?.attributes).toMatchObject({ 'feature_flag.result.value': 'A' })
})

it('takes context, set and version from the metadata that says them', () => {
  const metadata = { contextId: 'c', flagSetId: 'shop', version: '7' }
  const [event] = eventsOf((client) => client.get('hero', '-'), { metadata })
  expect(event?.attributes).toMatchObject({
    'feature_flag.context.id': 'c',
    'feature_flag.set.id': 'shop',
    'feature_flag.version': '7',
  })
})

it('tells what went wrong', () => {
  const [event] = eventsOf((client) => client.get('missing', '-'))
  expect(event?.attributes).toMatchObject({
    'feature_flag.result.reason': 'error',
    'error.type': 'flag_not_found',
    'feature_flag.error.message': expect.stringContaining('missing'),
  })
})
