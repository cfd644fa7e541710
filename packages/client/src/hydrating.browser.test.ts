import { expect, it, vi } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import { type DehydratedFlags, dehydrate } from './dehydrated-flags.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { pageOverrides } from './overrides/page-overrides.ts'
import { staticSource } from './sources/static-source.ts'
import { snapshot } from './testing/fake-source.ts'
import { createTestClient } from './testing-client/create-test-client.ts'

const OPENS_AT = 1_800_000_000
const flags = {
  hero: {
    state: 'ENABLED',
    variants: { classic: { title: 'Classic' }, bold: { title: 'Bold' } },
    defaultVariant: 'classic',
    targeting: { if: [{ '==': [{ var: 'plan' }, 'team'] }, 'bold'] },
  },
  sale: {
    state: 'ENABLED',
    variants: { on: true, off: false },
    defaultVariant: 'off',
    targeting: { if: [{ '>=': [{ var: '$flagd.timestamp' }, OPENS_AT] }, 'on'] },
  },
} as const
const source = staticSource({ flags })
const context = { plan: 'team' }
const clockAt = (ms: number) => ({ now: () => ms, schedule: () => () => undefined })

/** What a server that rendered just before the sale has put into the page. */
function bootstrap(): DehydratedFlags {
  const server = createFlagClient({ source, context, clock: clockAt(OPENS_AT * 1000 - 1) })
  server.start()
  return JSON.parse(JSON.stringify(dehydrate(server))) as DehydratedFlags
}

function pageClient(options: Partial<FlagClientOptions> = {}) {
  const clock = clockAt(OPENS_AT * 1000)
  return createFlagClient({ source, context, clock, bootstrap: bootstrap(), ...options })
}

it('is what the server showed, whatever time, context, changes and overrides say since', async () => {
  const changed = { ...flags.hero, variants: { classic: { title: 'New' } } }
  const client = pageClient({
    source: {
      load: source.load,
      connect(sink) {
        sink.receive(snapshot('l.1', { ...flags, hero: changed }))
        return () => undefined
      },
    },
    overrides: pageOverrides(),
  })
  client.start()
  await client.setContext({ plan: 'free' })
  client.overrides.set('other', true)
  expect(
    ['hero', 'sale', 'other'].map((flagKey) => client.get(flagKey, flagKey === 'hero' ? {} : false)),
  ).toEqual([{ title: 'New' }, true, true])
  expect([
    client.hydrating('hero', {}),
    client.hydrating('sale', true),
    client.hydrating('other', false),
  ]).toEqual([{ title: 'Bold' }, false, false])
  sessionStorage.clear()
})

it('is the object that is read, until that changes', () => {
  const client = pageClient()
  const hero = client.hydrating('hero', {})
  expect(client.hydrating('hero', {})).toBe(hero)
  expect(client.get('hero', {})).toBe(hero)
})

it('tells details as the server had them', () => {
  const client = pageClient()
  const details = client.hydratingDetails('hero', {})
  expect(details).toMatchObject({ value: { title: 'Bold' }, variant: 'bold', freshness: 'live' })
  expect(client.hydratingDetails('hero', {})).toBe(details)
  expect(client.details('hero', {}).freshness).toBe('cached')
})

it('is the fallback where the page brings nothing along, or no value of its type', () => {
  expect(createTestClient({ flags: { a: 1 } }).hydrating('a', 0)).toBe(0)
  expect(pageClient().hydrating('hero', 'text')).toBe('text')
})

it('is what a server evaluated for another context, too', () => {
  const onDiagnostic = vi.fn()
  const client = pageClient({
    source: { forContext: () => source },
    context: { plan: 'free' },
    onDiagnostic,
  })
  expect([client.hydrating('hero', {}), client.get('hero', {})]).toEqual([{ title: 'Bold' }, {}])
  expect(onDiagnostic).toHaveBeenCalledTimes(1)
})
