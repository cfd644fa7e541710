import { DEVTOOLS_REGISTRY_KEY, type DevtoolsRegistry, type PageMessage } from '@halyard/devtools'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import type { FlagClient } from '../flag-client.ts'
import { pageOverrides } from '../overrides/page-overrides.ts'
import { loadFlagRules } from '../sources/flag-rules.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { change, createFakeSource, type FakeSource, snapshot } from '../testing/fake-source.ts'
import { flag } from '../testing/fake-view.ts'
import { attachDevtools } from './attach-devtools.ts'

const text = { a: 'A', b: 'B' }

let source: FakeSource
let client: FlagClient
let detach = (): void => undefined

beforeEach(() => {
  source = createFakeSource()
  client = createFlagClient({ source, context: { targetingKey: 'u1' }, overrides: pageOverrides() })
  client.start()
  source.say(snapshot('l.1', { hero: flag('a', text), other: flag() }))
})

afterEach(() => {
  detach()
  Reflect.deleteProperty(globalThis, DEVTOOLS_REGISTRY_KEY)
  sessionStorage.clear()
  localStorage.clear()
})

const registry = (): DevtoolsRegistry =>
  (globalThis as { [DEVTOOLS_REGISTRY_KEY]?: DevtoolsRegistry })[DEVTOOLS_REGISTRY_KEY] as DevtoolsRegistry

/** A panel that is connected directly. */
function panel(): {
  heard: PageMessage[]
  say: (message: object) => void
  last: () => PageMessage | undefined
} {
  const heard: PageMessage[] = []
  const connection = registry().connect((message) => heard.push(message))
  const say = (message: object): void => connection.receive({ halyard: 'devtools', ...message })
  say({ type: 'hello', versions: [1] })
  return { heard, say, last: () => heard.at(-1) }
}

describe('attachDevtools', () => {
  it('shows a client once that is attached twice', () => {
    const detachFirst = attachDevtools(client)
    detach = attachDevtools(client)
    expect(panel().last()).toMatchObject({ type: 'snapshot', clients: [{ clientId: '2' }] })
    detachFirst()
    expect(panel().last()).toMatchObject({ type: 'snapshot', clients: [{ clientId: '2' }] })
    detach()
    expect(panel().last()).toMatchObject({ type: 'snapshot', clients: [] })
  })

  it('shows the client and all of its flags', () => {
    client.get('hero', '-')
    client.get('unknown', true)
    detach = attachDevtools(client)
    const snapshotMessage = panel().last()
    expect(snapshotMessage).toMatchObject({
      type: 'snapshot',
      clients: [{ sdk: '@halyard/client', state: 'live', revision: 'l.1', context: { targetingKey: 'u1' } }],
    })
    const flags = snapshotMessage?.type === 'snapshot' ? snapshotMessage.clients[0]?.flags : []
    expect(flags).toEqual([
      expect.objectContaining({
        flagKey: 'hero',
        value: 'A',
        variant: 'a',
        type: 'string',
        variants: text,
        observed: true,
      }),
      expect.objectContaining({ flagKey: 'other', value: true, observed: false }),
      expect.objectContaining({ flagKey: 'unknown', errorCode: 'FLAG_NOT_FOUND', observed: true }),
    ])
  })

  it('does not read a flag in the name of the page', () => {
    detach = attachDevtools(client)
    panel()
    expect(panel().last()).toMatchObject({ clients: [{ flags: [{ observed: false }, { observed: false }] }] })
  })

  it('tells which flags changed and why, and which are gone', async () => {
    detach = attachDevtools(client)
    const { last } = panel()
    source.say(change('l.1', 'l.2', { hero: flag('b', text), other: null }))
    expect(last()).toMatchObject({
      type: 'flags-changed',
      cause: 'source',
      flags: [{ flagKey: 'hero', value: 'B' }],
      removed: ['other'],
    })
    source.say(snapshot('m.1', { newer: flag() }))
    expect(last()).toMatchObject({ cause: 'source', flags: [{ flagKey: 'newer' }], removed: ['hero'] })
    await client.setContext({ targetingKey: 'u2' })
    expect(last()).toMatchObject({ type: 'flags-changed', cause: 'context' })
  })

  it('tells of a flag that time changes, though the page does not observe it', async () => {
    const clock = createFakeClock(1_000_000)
    const rules = { ...createFakeSource(), load: loadFlagRules }
    const page = createFlagClient({ source: rules, clock })
    detach = attachDevtools(page)
    page.start()
    const targeting = { if: [{ '>=': [{ var: '$flagd.timestamp' }, 1005] }, 'b'] }
    rules.say(snapshot('l.1', { hero: { ...flag('a', text), targeting } }))
    const { last } = panel()
    expect(page.get('hero', '-')).toBe('A')
    await vi.waitFor(() => expect(clock.delaysMs).toContain(5000))
    clock.advance(5000)
    expect(last()).toMatchObject({ cause: 'time', flags: [{ flagKey: 'hero', value: 'B' }] })
    await page.close()
  })

  it('tells of first reads, together', async () => {
    detach = attachDevtools(client)
    const { heard, last } = panel()
    const before = heard.length
    for (const key of ['hero', 'other', 'hero']) client.get(key, '-')
    await Promise.resolve()
    expect(heard).toHaveLength(before + 1)
    expect(last()).toMatchObject({ cause: 'read', flags: [{ flagKey: 'hero' }, { flagKey: 'other' }] })
  })

  it('overrides and resets on behalf of a panel, and passes a refusal on', () => {
    detach = attachDevtools(client)
    const { say, last } = panel()
    say({ type: 'set-override', clientId: '1', flagKey: 'hero', value: 'B' })
    expect(client.get('hero', '-')).toBe('B')
    expect(last()).toMatchObject({
      cause: 'override',
      flags: [
        {
          value: 'B',
          reason: 'OVERRIDE',
          override: { scope: 'tab' },
          original: { value: 'A', variant: 'a', reason: 'STATIC' },
        },
      ],
    })
    say({ type: 'set-override', clientId: '1', flagKey: 'hero', value: 1 })
    expect(last()).toMatchObject({ type: 'override-refused', message: expect.stringContaining('string') })
    say({ type: 'reset-override', clientId: '1' })
    expect(client.get('hero', '-')).toBe('A')
  })

  it('overrides for the origin and for a while on behalf of a panel', () => {
    detach = attachDevtools(client)
    const { say, last } = panel()
    const expiresAtMs = Date.now() + 60_000
    say({ type: 'set-override', clientId: '1', flagKey: 'hero', value: 'B', scope: 'origin', expiresAtMs })
    expect(last()).toMatchObject({ flags: [{ value: 'B', override: { scope: 'origin', expiresAtMs } }] })
    expect(localStorage.getItem('halyard:overrides')).toContain('hero')
    say({ type: 'set-override', clientId: '1', flagKey: 'hero', value: 'A', expiresAtMs: 1 })
    expect(last()).toMatchObject({ type: 'override-refused', message: expect.stringContaining('expired') })
  })

  it('tells when an override expires, by itself', async () => {
    const clock = createFakeClock(1_000_000)
    const page = createFlagClient({ source, clock, overrides: pageOverrides() })
    detach = attachDevtools(page)
    page.start()
    const { say, last } = panel()
    say({ type: 'set-override', clientId: '1', flagKey: 'hero', value: 'C', expiresAtMs: 1_005_000 })
    expect(last()).toMatchObject({ flags: [{ value: 'C' }] })
    clock.advance(5000)
    // Nothing else is known of the flag.
    expect(last()).toMatchObject({ cause: 'override', flags: [], removed: ['hero'] })
    await page.close()
  })

  it('counts what people override, and not what the code does', async () => {
    const page = createFlagClient({ source, overrides: pageOverrides({ initial: { fixed: true } }) })
    detach = attachDevtools(page)
    page.overrides.set('hero', 'B')
    expect(registry().overriddenFlags()).toEqual(new Set(['hero']))
    await page.close()
  })

  it('joins the registry that the extension made, and leaves it again', () => {
    const unregister = vi.fn()
    const register = vi.fn(() => unregister)
    Object.assign(globalThis, { [DEVTOOLS_REGISTRY_KEY]: { register } })
    const detachNow = attachDevtools(client)
    expect(register).toHaveBeenCalledTimes(1)
    detachNow()
    expect(unregister).toHaveBeenCalledTimes(1)
  })

  it('refuses a client that it cannot look into', () => {
    expect(() => attachDevtools({ ...client } as FlagClient)).not.toThrow()
    expect(() => attachDevtools({ get: client.get } as FlagClient)).toThrow('cannot be inspected')
  })
})

it('is shown to the embedding page whose origin is allowed', async () => {
  expect(window.parent).not.toBe(window)
  detach = attachDevtools(client, { allowOrigins: ['https://playground.test'] })
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data)
  })
  port1.postMessage({ halyard: 'devtools', type: 'hello', versions: [1] })
  window.dispatchEvent(
    new MessageEvent('message', {
      data: { halyard: 'devtools', type: 'connect' },
      origin: 'https://playground.test',
      source: window.parent,
      ports: [port2],
    }),
  )
  expect(await answer).toMatchObject({ type: 'welcome', version: 1 })
})
