import { expect, it, vi } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import { type DehydratedFlags, dehydrate } from './dehydrated-flags.ts'
import type { Diagnostic } from './diagnostic.ts'
import { evaluatedView } from './sources/ofrep/evaluated-view.ts'
import { staticSource } from './sources/static-source.ts'
import { memoryStorage } from './storage/memory-storage.ts'
import { createFakeSource, snapshot } from './testing/fake-source.ts'
import { flag } from './testing/fake-view.ts'

const text = { a: 'A', b: 'B' }
const hero = (variant: string) => ({ hero: flag(variant, text) })

function rendered(): DehydratedFlags {
  const server = createFlagClient({ source: staticSource({ flags: hero('a') }) })
  server.start()
  return JSON.parse(JSON.stringify(dehydrate(server))) as DehydratedFlags
}

const IGNORED: Diagnostic = { code: 'bootstrap-ignored', message: expect.stringContaining('dehydrate()') }

it('has nothing to give before there are flags', () => {
  expect(dehydrate(createFlagClient({ source: createFakeSource() }))).toBeNull()
})

it('gives a client values before it is started, asks for nothing, and says that they are cached', async () => {
  const source = createFakeSource()
  const client = createFlagClient({ source, bootstrap: rendered() })
  expect(client.details('hero', '-')).toMatchObject({ value: 'A', freshness: 'cached', revision: 'static.0' })
  expect([source.open, (await client.ready()).status]).toEqual([0, 'idle'])
})

it('shows on a server what is read there', () => {
  const client = createFlagClient({ source: createFakeSource(), bootstrap: rendered() })
  expect(client.hydrating('hero', '-')).toBe('A')
  expect(client.hydratingDetails('hero', '-')).toBe(client.details('hero', '-'))
})

it('is where a started client begins, and what its connection resumes from', async () => {
  const source = createFakeSource('https://flags.test/bootstrap')
  const storage = memoryStorage()
  await storage.write('https://flags.test/bootstrap', {
    json: JSON.stringify(snapshot('l.1', hero('b'))),
    storedAtMs: 1,
  })
  const client = createFlagClient({ source, storage, tabs: false, bootstrap: rendered() })
  client.start()
  expect(client.state).toMatchObject({ status: 'cached', revision: 'static.0' })
  await vi.waitFor(() => expect(source.resumedFrom).toEqual(['static.0']))
  expect(client.get('hero', '-')).toBe('A')
  source.say({ type: 'current', revision: 'static.0' })
  expect(client.details('hero', '-').freshness).toBe('live')
  await client.close()
})

it.each([null, undefined, {}, 'x', { revision: 'l.1', flagSet: 1 }])(
  'is ignored where it is %j',
  (bootstrap) => {
    const onDiagnostic = vi.fn()
    const source = createFakeSource()
    const client = createFlagClient({ source, bootstrap: bootstrap as never, onDiagnostic })
    expect(client.get('hero', '-')).toBe('-')
    expect(onDiagnostic.mock.calls).toEqual(bootstrap ? [[IGNORED]] : [])
  },
)

it('holds for its own context only, where a server evaluates', async () => {
  const forContext = () => ({ ...createFakeSource(), load: evaluatedView })
  const verdict = { 'x-verdict': { reason: 'SPLIT', variant: 'a' } }
  const flags = { hero: { ...flag('a', text), ...verdict } }
  const context = { targetingKey: 'u1' }
  const held = { revision: 'l.1', storedAtMs: 1, flagSet: { flags } } as const
  const bootstrap: DehydratedFlags = { ...held, context, freshness: 'live', evaluatedAtMs: 1 }
  const onDiagnostic = vi.fn()
  const [same, other] = [context, { targetingKey: 'u2' }].map((own) =>
    createFlagClient({ source: { forContext }, context: own, bootstrap, onDiagnostic }),
  )
  expect(same?.details('hero', '-')).toMatchObject({ value: 'A', reason: 'CACHED' })
  expect(other?.get('hero', '-')).toBe('-')
  expect(onDiagnostic.mock.calls).toEqual([[IGNORED]])
  await same?.setContext({ targetingKey: 'u3' })
  expect(same?.get('hero', '-')).toBe('-')
})
