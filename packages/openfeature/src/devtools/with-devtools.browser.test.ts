import { DEVTOOLS_REGISTRY_KEY, type DevtoolsRegistry, type PageMessage } from '@halyard/devtools'
import { pageRegistry } from '@halyard/devtools/page'
import { OVERRIDES_STORAGE_KEY } from '@halyard/protocol/overrides'
import {
  InMemoryProvider,
  OpenFeature,
  type Provider,
  ProviderEvents,
  type ResolutionDetails,
  StandardResolutionReasons,
} from '@openfeature/web-sdk'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { notedEvents } from '../testing/noted-events.ts'
import { withDevtools } from './with-devtools.ts'

const HERO = { disabled: false, variants: { a: 'A', b: 'B' }, defaultVariant: 'a' } as const
const PRICES = { ...HERO, variants: { a: { net: 1 }, b: { net: 2 } } } as const
const PLAYGROUND = 'https://playground.test'

let registry: DevtoolsRegistry

beforeEach(() => {
  registry = pageRegistry(new Map())
})

afterEach(async () => {
  await OpenFeature.clearProviders()
  await OpenFeature.setContext({})
  Reflect.deleteProperty(globalThis, DEVTOOLS_REGISTRY_KEY)
  sessionStorage.clear()
})

/** A panel that is connected directly, once the page has shown this many clients. */
async function panel(clients = 1) {
  const heard: PageMessage[] = []
  const connection = registry.connect((message) => heard.push(message))
  const say = (message: object): void => connection.receive({ halyard: 'devtools', ...message })
  say({ type: 'hello', versions: [1] })
  const snapshot = () => {
    say({ type: 'hello', versions: [1] })
    const last = heard.at(-1)
    if (last?.type !== 'snapshot') throw new Error('the registry told no snapshot')
    return last.clients
  }
  await vi.waitFor(() => expect(snapshot()).toHaveLength(clients))
  heard.length = 0
  return {
    heard,
    say,
    client: (index = 0) => snapshot()[index],
    flag: (flagKey: string) => snapshot()[0]?.flags.find((flag) => flag.flagKey === flagKey),
    override: (flagKey: string, value: unknown, terms = {}) =>
      say({ type: 'set-override', clientId: snapshot()[0]?.clientId, flagKey, value, ...terms }),
    reset: (flagKey?: string) =>
      say({ type: 'reset-override', clientId: snapshot()[0]?.clientId, ...(flagKey && { flagKey }) }),
  }
}

function inMemory(): InMemoryProvider {
  return new InMemoryProvider({ hero: HERO, prices: PRICES })
}

const flags = OpenFeature.getClient()

describe('what a panel shows', () => {
  it('is what the application evaluated, its context and the status', async () => {
    OpenFeature.setProvider(withDevtools(inMemory()), { targetingKey: 'u1', plan: 'team' })
    flags.getStringValue('hero', '-')
    flags.getObjectValue('prices', {})
    flags.getBooleanValue('missing', true)
    flags.getNumberValue('hero', 7)
    const { client } = await panel()
    expect(client()).toMatchObject({
      sdk: '@openfeature/web-sdk · in-memory',
      state: 'READY',
      context: { targetingKey: 'u1', plan: 'team' },
      overriding: { scopes: ['tab'], canExpire: true, isKept: true },
    })
    expect(client()?.flags).toEqual([
      {
        flagKey: 'hero',
        type: 'number',
        reason: 'ERROR',
        errorCode: 'TYPE_MISMATCH',
        errorMessage: '',
        flagMetadata: {},
        observed: true,
      },
      {
        flagKey: 'prices',
        type: 'object',
        value: { net: 1 },
        variant: 'a',
        reason: 'STATIC',
        flagMetadata: {},
        observed: true,
      },
      {
        flagKey: 'missing',
        type: 'boolean',
        reason: 'ERROR',
        errorCode: 'FLAG_NOT_FOUND',
        errorMessage: 'no flag found with key missing',
        flagMetadata: {},
        observed: true,
      },
    ])
  })

  it('is told together as flags are read, and again when one of them is another', async () => {
    const provider = withDevtools(inMemory())
    OpenFeature.setProvider(provider)
    const { heard } = await panel()
    flags.getStringValue('hero', '-')
    flags.getObjectValue('prices', {})
    flags.getStringValue('hero', '-')
    await Promise.resolve()
    expect(heard.map(({ type }) => type)).toEqual(['client-changed', 'flags-changed'])
    expect(heard[1]).toMatchObject({ cause: 'read', flags: [{ flagKey: 'hero' }, { flagKey: 'prices' }] })
    await provider.putConfiguration({ hero: { ...HERO, defaultVariant: 'b' }, prices: PRICES })
    flags.getStringValue('hero', '-')
    flags.getObjectValue('prices', {})
    await Promise.resolve()
    expect(heard).toHaveLength(3)
    expect(heard[2]).toMatchObject({ cause: 'source', flags: [{ flagKey: 'hero', value: 'B' }] })
  })

  it('is how often each flag is evaluated, as long as a panel asks for it', async () => {
    OpenFeature.setProvider(withDevtools(inMemory()))
    flags.getStringValue('hero', '-')
    const { say, heard } = await panel()
    say({ type: 'hello', versions: [1], activity: true })
    const reported = (): unknown => heard.findLast(({ type }) => type === 'activity')
    expect(reported()).toMatchObject({ activity: { entries: [], dropped: 0, reads: [] } })
    for (const key of ['hero', 'prices', 'hero']) flags.getStringValue(key, '-')
    await vi.waitFor(() =>
      expect(reported()).toMatchObject({
        activity: {
          reads: [
            { flagKey: 'hero', count: 2 },
            { flagKey: 'prices', count: 1 },
          ],
        },
      }),
    )
  })

  it('has a client for each domain, until its provider is closed', async () => {
    OpenFeature.setProvider('shop', withDevtools(initialized()))
    OpenFeature.setProvider('search', withDevtools(initialized()))
    const { client, heard } = await panel(2)
    expect([client(0)?.sdk, client(1)?.sdk]).toEqual([
      '@openfeature/web-sdk · slow · shop',
      '@openfeature/web-sdk · slow · search',
    ])
    OpenFeature.setProvider('shop', inMemory())
    await vi.waitFor(() => expect(heard.map(({ type }) => type)).toContain('client-removed'))
    expect(client(1)).toBeUndefined()
    expect(client()?.sdk).toContain('search')
  })

  it('shows a provider again that is set once more after it was closed', async () => {
    const provider = withDevtools(initialized())
    await OpenFeature.setProviderAndWait(provider)
    const { client } = await panel()
    await OpenFeature.setProviderAndWait(inMemory())
    await vi.waitFor(() => expect(client()).toBeUndefined())
    await OpenFeature.setProviderAndWait(provider)
    await vi.waitFor(() => expect(client()).toMatchObject({ state: 'READY' }))
  })
})

describe('an override', () => {
  it('is what the SDK evaluates at once, and tells what the provider serves', async () => {
    OpenFeature.setProvider(withDevtools(inMemory()))
    const events = notedEvents(flags, ProviderEvents)
    expect(flags.getStringValue('hero', '-')).toBe('A')
    const { override, reset, flag, heard } = await panel()
    override('hero', 'mine')
    await Promise.resolve()
    expect(heard.at(-1)).toMatchObject({ cause: 'override', flags: [{ flagKey: 'hero', value: 'mine' }] })
    expect(events).toEqual(['CONFIGURATION_CHANGED: hero'])
    expect(flags.getStringDetails('hero', '-')).toMatchObject({ value: 'mine', reason: 'OVERRIDE' })
    expect(flag('hero')).toMatchObject({
      value: 'mine',
      reason: 'OVERRIDE',
      override: { scope: 'tab' },
      original: { value: 'A', variant: 'a', reason: 'STATIC' },
    })
    expect(registry.overriddenFlags()).toEqual(new Set(['hero']))
    reset()
    expect(events).toEqual(['CONFIGURATION_CHANGED: hero', 'CONFIGURATION_CHANGED: hero'])
    expect(flag('hero')).toMatchObject({ value: 'A', reason: 'STATIC' })
    expect(flags.getStringDetails('hero', '-')).toMatchObject({ value: 'A', reason: 'STATIC' })
    expect(sessionStorage.getItem(OVERRIDES_STORAGE_KEY)).toBeNull()
  })

  it('follows what the provider would serve', async () => {
    const provider = withDevtools(inMemory())
    OpenFeature.setProvider(provider)
    flags.getStringValue('hero', '-')
    const { override, heard } = await panel()
    override('hero', 'mine')
    await Promise.resolve()
    await provider.putConfiguration({ hero: { ...HERO, defaultVariant: 'b' } })
    await vi.waitFor(() =>
      expect(heard.at(-1)).toMatchObject({
        cause: 'source',
        flags: [{ value: 'mine', original: { value: 'B' } }],
      }),
    )
  })

  it('has no evaluation of the application counted by the vendor', async () => {
    const provider = inMemory()
    OpenFeature.setProvider(withDevtools(provider))
    flags.getStringValue('hero', '-')
    const { override } = await panel()
    override('hero', 'mine')
    await Promise.resolve()
    const ask = vi.spyOn(provider, 'resolveStringEvaluation')
    flags.getStringValue('hero', '-')
    expect(ask).not.toHaveBeenCalled()
  })

  it('is refused with a sentence where the page reads another type', async () => {
    OpenFeature.setProvider(withDevtools(inMemory()))
    flags.getStringValue('hero', '-')
    const { override, heard } = await panel()
    override('hero', 7)
    expect(heard.findLast(({ type }) => type === 'override-refused')).toMatchObject({
      flagKey: 'hero',
      message: '"hero" needs a value of type string, as the page reads it, and this is number',
    })
    expect(flags.getStringValue('hero', '-')).toBe('A')
  })

  it('is in force before the first evaluation of the next document, beside those of other clients', async () => {
    const others = { version: 2, overrides: { banner: { value: true } } }
    sessionStorage.setItem(OVERRIDES_STORAGE_KEY, JSON.stringify(others))
    OpenFeature.setProvider(withDevtools(inMemory()))
    const { override } = await panel()
    override('hero', 'mine')
    expect(JSON.parse(sessionStorage.getItem(OVERRIDES_STORAGE_KEY) ?? '')).toEqual({
      version: 2,
      overrides: { banner: { value: true }, hero: { value: 'mine' } },
    })
    OpenFeature.setProvider(withDevtools(inMemory()))
    expect(flags.getStringValue('hero', '-')).toBe('mine')
  })

  it('ends at its time, by itself', async () => {
    OpenFeature.setProvider(withDevtools(inMemory()))
    flags.getStringValue('hero', '-')
    const { override, flag } = await panel()
    const ended = new Promise((resolve) => {
      flags.addHandler(ProviderEvents.ConfigurationChanged, () => {
        if (flags.getStringValue('hero', '-') === 'A') resolve(undefined)
      })
    })
    const expiresAtMs = Date.now() + 50
    override('hero', 'mine', { expiresAtMs })
    await ended
    expect(flag('hero')).toMatchObject({ reason: 'STATIC' })
  })
})

describe('the status', () => {
  it('is the one that the SDK gives the provider', async () => {
    const provider = initialized()
    const wrapped = withDevtools(provider)
    const { client } = await panel()
    expect(client()).toMatchObject({ state: 'NOT_READY' })
    await OpenFeature.setProviderAndWait(wrapped)
    expect(client()).toMatchObject({ state: 'READY' })
    provider.events?.emit(ProviderEvents.Stale)
    expect(client()).toMatchObject({ state: 'STALE' })
    provider.events?.emit(ProviderEvents.Error, { message: 'refused' })
    expect(client()).toMatchObject({ state: 'ERROR', error: 'refused' })
    const reconciled = OpenFeature.setContext({ targetingKey: 'u2' })
    expect(client()).toMatchObject({ state: 'RECONCILING', context: { targetingKey: 'u2' } })
    await reconciled
    expect(client()).toMatchObject({ state: flags.providerStatus })
  })

  it('is fatal where initialization fails for good, which the SDK hears as it was thrown', async () => {
    const failure = Object.assign(new Error('no such key'), { code: 'PROVIDER_FATAL' })
    const provider: Provider = { ...initialized(), initialize: () => Promise.reject(failure) }
    await expect(OpenFeature.setProviderAndWait(withDevtools(provider))).rejects.toBe(failure)
    const { client } = await panel()
    expect(client()).toMatchObject({ state: 'FATAL', error: 'no such key' })
  })
})

describe('the provider behind it', () => {
  class PrivateProvider extends InMemoryProvider {
    #secret = 'kept'
    readonly hooks = []
    readonly domainScoped = true
    get secret(): string {
      return this.#secret
    }
    set secret(next: string) {
      this.#secret = next
    }
    readSecret(): string {
      return this.#secret
    }
  }

  it('keeps its members, private fields, and class', () => {
    const provider = new PrivateProvider({})
    const wrapped = withDevtools(provider)
    onTestFinished(() => (wrapped as Provider).onClose?.())
    expect(wrapped).toBeInstanceOf(PrivateProvider)
    expect(wrapped.constructor).toBe(PrivateProvider)
    wrapped.secret = 'changed'
    expect([wrapped.secret, wrapped.readSecret(), provider.secret]).toEqual(['changed', 'changed', 'changed'])
    expect(wrapped.readSecret).toBe(wrapped.readSecret)
    expect(wrapped.metadata).toBe(provider.metadata)
    expect(wrapped.hooks).toBe(provider.hooks)
    expect(wrapped.events).toBe(provider.events)
    expect([wrapped.runsOn, wrapped.domainScoped]).toEqual(['client', true])
    expect('initialize' in wrapped).toBe(false)
    expect('track' in wrapped).toBe(false)
  })

  it('may be frozen, and may have no events', async () => {
    const resolve =
      <T>(value: T): (() => ResolutionDetails<T>) =>
      () => ({ value })
    const provider: Provider = Object.freeze({
      metadata: { name: 'frozen' },
      resolveBooleanEvaluation: resolve(true),
      resolveStringEvaluation: resolve('A'),
      resolveNumberEvaluation: resolve(1),
      resolveObjectEvaluation: resolve({}) as never,
    })
    OpenFeature.setProvider(withDevtools(provider))
    const events = notedEvents(flags, ProviderEvents)
    expect(flags.getStringValue('hero', '-')).toBe('A')
    const { override } = await panel()
    override('hero', 'mine')
    expect(events).toEqual(['CONFIGURATION_CHANGED: hero'])
    expect(flags.getStringValue('hero', '-')).toBe('mine')
  })

  it.each([
    [
      'throws',
      () => {
        throw new RangeError('out of it')
      },
    ],
    [
      'throws nothing that says anything',
      () => {
        throw undefined
      },
    ],
    ['says nothing', () => undefined],
    ['says a number', () => 7],
    ['says a promise', () => Promise.resolve({ value: 'A' })],
  ])('is heard by the SDK as without it where it %s', async (_, resolve) => {
    const provider = { ...initialized(), resolveStringEvaluation: resolve } as unknown as Provider
    await OpenFeature.setProviderAndWait('bare', provider)
    await OpenFeature.setProviderAndWait(withDevtools(provider))
    const bare = OpenFeature.getClient('bare').getStringDetails('hero', '-')
    expect(flags.getStringDetails('hero', '-')).toEqual(bare)
    const { flag } = await panel()
    expect(flag('hero')).toMatchObject({ flagKey: 'hero', type: 'string' })
  })
})

describe('where nobody can look', () => {
  it('is the provider itself', () => {
    Reflect.deleteProperty(globalThis, DEVTOOLS_REGISTRY_KEY)
    const provider = inMemory()
    expect(withDevtools(provider)).toBe(provider)
  })

  it('shows itself to a page around this one that is allowed to', async () => {
    Reflect.deleteProperty(globalThis, DEVTOOLS_REGISTRY_KEY)
    OpenFeature.setProvider(withDevtools(inMemory(), { allowOrigins: [PLAYGROUND] }))
    await vi.waitFor(() => expect(DEVTOOLS_REGISTRY_KEY in globalThis).toBe(true))
    const { port1, port2 } = new MessageChannel()
    const answer = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data)
    })
    const data = { halyard: 'devtools', type: 'connect' }
    const connect = new MessageEvent('message', { data, origin: PLAYGROUND, source: parent, ports: [port2] })
    window.dispatchEvent(connect)
    port1.postMessage({ halyard: 'devtools', type: 'hello', versions: [1] })
    expect(await answer).toMatchObject({ type: 'welcome', version: 1 })
    registry = pageRegistry(new Map())
    expect((await panel()).client()).toMatchObject({ sdk: '@openfeature/web-sdk · in-memory' })
  })
})

/** A provider that takes its time, and has every member that a provider can have. */
function initialized(): Provider {
  const { events } = new InMemoryProvider()
  const resolution = { value: 'A', reason: StandardResolutionReasons.STATIC }
  return {
    metadata: { name: 'slow' },
    events,
    initialize: () => Promise.resolve(),
    onContextChange: () => Promise.resolve(),
    resolveBooleanEvaluation: () => resolution as never,
    resolveStringEvaluation: () => resolution,
    resolveNumberEvaluation: () => resolution as never,
    resolveObjectEvaluation: () => resolution as never,
  }
}
