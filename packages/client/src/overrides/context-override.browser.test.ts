import { CONTEXT_STORAGE_KEY } from '@halyard/protocol/overrides'
import { afterEach, expect, it, vi } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import type { FlagClient } from '../flag-client.ts'
import type { FlagClientOptions } from '../flag-client-options.ts'
import { remoteSource } from '../sources/remote-source.ts'
import { createFakeSource, snapshot } from '../testing/fake-source.ts'
import { fakeView, flag } from '../testing/fake-view.ts'
import { createContextOverride } from './context-override.ts'
import { pageOverrides } from './page-overrides.ts'
import { SET_BY_HAND } from './set-by-hand.ts'

const clients: FlagClient[] = []

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(clients.splice(0).map((client) => client.close()))
  sessionStorage.clear()
})

/** A client whose flag says what the attribute `choice` of its context names. */
function start(options: Partial<FlagClientOptions> = {}): FlagClient {
  const source = createFakeSource()
  const client = createFlagClient({
    source,
    context: { choice: 'a' },
    overrides: pageOverrides(),
    ...options,
  })
  clients.push(client)
  client.start()
  source.say(snapshot('l.1', { hero: { ...flag('a', { a: 'A', b: 'B', c: 'C' }), targeting: 'choice' } }))
  return client
}

const override = ({ overrides }: FlagClient) => overrides.context as NonNullable<typeof overrides.context>

it('takes the place of the page’s context, and tells who observes', async () => {
  const client = start()
  const [value, context] = [vi.fn(), vi.fn()]
  client.subscribe('hero', value)
  client.subscribeContext(context)
  await override(client).set({ choice: 'b' })
  expect([client.get('hero', '-'), client.context]).toEqual(['B', { choice: 'b' }])
  expect([value.mock.calls.length, context.mock.calls]).toEqual([1, [[{ choice: 'b' }]]])
  expect(override(client)).toMatchObject({ own: { choice: 'a' }, value: { choice: 'b' }, scope: 'tab' })
})

it('is there before the first evaluation after a reload', async () => {
  await override(start()).set({ choice: 'b' })
  const next = createFlagClient({
    source: createFakeSource(),
    context: { choice: 'a' },
    overrides: pageOverrides(),
  })
  expect([next.context, override(next).own]).toEqual([{ choice: 'b' }, { choice: 'a' }])
  await override(start()).reset()
  expect(start().context).toEqual({ choice: 'a' })
  expect(sessionStorage.getItem(CONTEXT_STORAGE_KEY)).toBeNull()
})

it('stays when the page sets another context, which comes into force afterwards', async () => {
  const client = start()
  await override(client).set({ choice: 'b' })
  await client.setContext({ choice: 'c' })
  expect([client.get('hero', '-'), override(client).own]).toEqual(['B', { choice: 'c' }])
  await override(client).reset()
  expect([client.get('hero', '-'), client.context, override(client).value]).toEqual([
    'C',
    { choice: 'c' },
    undefined,
  ])
})

it('follows what another page of this tab did, when this one is back', async () => {
  const [client, other] = [start(), start()]
  await override(other).set({ choice: 'b' })
  expect(client.get('hero', '-')).toBe('A')
  dispatchEvent(new Event('pageshow'))
  expect(client.get('hero', '-')).toBe('B')
  await override(other).reset()
  dispatchEvent(new Event('pageshow'))
  expect(client.get('hero', '-')).toBe('A')
})

it('is not what a client without overrides has, nor what a damaged record says', () => {
  sessionStorage.setItem(CONTEXT_STORAGE_KEY, '{"version":1,"context":{"choice":"b"}}')
  const plain = createFlagClient({ source: createFakeSource(), context: { choice: 'a' } })
  expect([plain.context, plain.overrides.context]).toEqual([{ choice: 'a' }, undefined])
  sessionStorage.setItem(CONTEXT_STORAGE_KEY, '{"version":1,"context":')
  expect(start().context).toEqual({ choice: 'a' })
})

it('is marked, so that nothing counts that is seen in the name of somebody else', async () => {
  const expose = vi.fn()
  const exposures = { start: () => undefined, close: async () => undefined, expose, track: () => undefined }
  const client = start({ exposures })
  await override(client).set({ choice: 'b' })
  client.expose('hero', '-')
  await override(client).reset()
  client.expose('hero', '-')
  expect(expose.mock.calls.map(([, context]) => SET_BY_HAND in context)).toEqual([true, false])
})

it('says that a reload will forget it where storage is full', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('no room')
  })
  const onDiagnostic = vi.fn()
  const client = start({ onDiagnostic })
  await override(client).set({ choice: 'b' })
  expect([client.get('hero', '-'), override(client).scope]).toEqual(['B', 'page'])
  expect(onDiagnostic.mock.calls).toEqual([
    [{ code: 'overrides-not-kept', message: expect.stringContaining('no room') }],
  ])
})

it('is the one before where a server refuses it', async () => {
  const source = remoteSource(({ choice }) => ({
    id: `refusing ${choice}`,
    load: fakeView,
    connect(sink) {
      if (choice === 'b') sink.receive({ type: 'refused', error: 'no such user' })
      else sink.receive(snapshot('l.1', { hero: flag('a', { a: 'A' }) }))
      return () => undefined
    },
  }))
  const client = createFlagClient({
    source,
    context: { choice: 'a' },
    overrides: pageOverrides(),
    tabs: false,
  })
  clients.push(client)
  client.start()
  await expect(override(client).set({ choice: 'b' })).rejects.toThrow('no such user')
  expect([client.context, override(client).value, sessionStorage.getItem(CONTEXT_STORAGE_KEY)]).toEqual([
    { choice: 'a' },
    undefined,
    null,
  ])
})

it('is in memory only for a frame that was assigned its flags', async () => {
  const setContext = vi.fn(async () => undefined)
  const context = createContextOverride({ setContext })
  await context.set({ choice: 'b' })
  expect([context.admit({ choice: 'a' }), context.scope]).toEqual([{ choice: 'b' }, 'page'])
  expect(sessionStorage).toHaveLength(0)
})
