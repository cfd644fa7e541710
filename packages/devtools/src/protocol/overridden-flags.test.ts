import { describe, expect, it, vi } from 'vitest'
import { createDevtoolsRegistry } from './devtools-registry.ts'
import type { ClientEvent, InspectableClient } from './inspectable-client.ts'
import { parsePageMessage, parsePanelMessage } from './messages.ts'
import { RESULT_GUARDS } from './methods.ts'

const describePage = () => ({ documentId: 'd1', url: 'https://shop.example/', title: '', isTopFrame: true })

function setUp() {
  const registry = createDevtoolsRegistry({ initialOverrides: new Map(), describePage })
  const watcher = vi.fn()
  registry.watchOverriddenFlags(watcher)
  return { registry, watcher, connection: registry.connect(() => undefined) }
}

function createClient(parts: Partial<InspectableClient> = {}) {
  let listener: (event: ClientEvent) => void = () => undefined
  const setOverride = vi.fn(() => null)
  const client: InspectableClient = {
    sdk: 'fake',
    describe: () => ({ state: 'live', context: {} }),
    flagKeys: () => [],
    report: () => null,
    subscribe(next) {
      listener = next
      return () => undefined
    },
    setOverride,
    resetOverride: () => undefined,
    ...parts,
  }
  return { client, setOverride, announce: (event: ClientEvent) => listener(event) }
}

describe('the terms of an override', () => {
  const message = { halyard: 'devtools', type: 'set-override', clientId: '1', flagKey: 'hero', value: 'bold' }

  it.each([
    [
      { scope: 'origin', expiresAtMs: 5_000 },
      { scope: 'origin', expiresAtMs: 5_000 },
    ],
    [{}, {}],
  ])('reach the client: %j', (terms, given) => {
    const { registry, connection } = setUp()
    const { client, setOverride } = createClient()
    registry.register(client)
    connection.receive({ ...message, ...terms })
    expect(setOverride).toHaveBeenCalledWith('hero', 'bold', given)
  })

  it.each([{ scope: 'everywhere' }, { expiresAtMs: 'tomorrow' }])('are judged: %j', (terms) => {
    expect(parsePanelMessage({ ...message, ...terms })).toBeNull()
  })

  it.each([
    [{ scopes: ['tab', 'origin'], canExpire: true, isKept: true }, true],
    [{ scopes: [], canExpire: false, isKept: false, refusal: 'not here' }, true],
    [{ scopes: ['world'], canExpire: true, isKept: true }, false],
    [{ scopes: ['tab'], canExpire: true }, false],
    ['all', false],
  ])('are read of a client that says which it supports: %j', (overriding, isAccepted) => {
    const client = { clientId: '1', sdk: 'fake', state: 'live', context: {}, overriding }
    const changed = { halyard: 'devtools', type: 'client-changed', sequence: 1, client }
    expect(parsePageMessage(changed) !== null).toBe(isAccepted)
  })
})

describe('the flags that are overridden', () => {
  it('are told together, for all clients that say so', () => {
    const { registry } = setUp()
    registry.register(createClient({ overriddenFlags: () => ['hero', 'banner'] }).client)
    registry.register(createClient({ overriddenFlags: () => new Set(['hero']) }).client)
    expect(registry.overriddenFlags()).toEqual(new Set(['hero', 'banner']))
  })

  it.each([
    ['there is no client', []],
    ['one does not say', [{ overriddenFlags: () => ['hero'] }, {}]],
    [
      'one throws',
      [
        {
          overriddenFlags: () => {
            throw new Error('broken')
          },
        },
      ],
    ],
  ])('are not known where %s', (_, clients) => {
    const { registry } = setUp()
    for (const parts of clients) registry.register(createClient(parts).client)
    expect(registry.overriddenFlags()).toBeNull()
  })

  it('are announced when a client comes, overrides or goes, though no panel listens', () => {
    const { registry, watcher } = setUp()
    const { client, announce } = createClient()
    const unregister = registry.register(client)
    expect(watcher).toHaveBeenCalledTimes(1)
    announce({ type: 'flags-changed', cause: 'override', flagKeys: ['hero'] })
    expect(watcher).toHaveBeenCalledTimes(2)
    announce({ type: 'flags-changed', cause: 'source', flagKeys: ['hero'] })
    expect(watcher).toHaveBeenCalledTimes(2)
    unregister()
    expect(watcher).toHaveBeenCalledTimes(3)
  })
})

describe('what a page keeps', () => {
  it.each([
    [[{ flagKey: 'hero', value: 'bold', scope: 'tab', expiresAtMs: 1 }], true],
    [[{ flagKey: 'hero', value: null, scope: 'tab' }], false],
    [[{ flagKey: 'hero', value: 1 }], false],
    [{}, false],
  ])('is judged: %j', (kept, isAccepted) => {
    expect(RESULT_GUARDS['kept-overrides'](kept)).toBe(isAccepted)
  })
})
