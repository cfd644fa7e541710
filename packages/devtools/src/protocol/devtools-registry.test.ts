import type { FlagValue } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { createDevtoolsRegistry } from './devtools-registry.ts'
import type { ClientEvent, InspectableClient } from './inspectable-client.ts'
import { type PageMessage, parsePageMessage } from './messages.ts'

const HELLO = { halyard: 'devtools', type: 'hello', versions: [1] }

describe('devtools registry', () => {
  it('asks nothing of a client and posts nothing before a panel says hello', () => {
    const { registry, posted } = setUp()
    const client = new FakeClient({ hero: 'classic' })
    registry.register(client)
    client.announce({ type: 'flags-changed', cause: 'source', flagKeys: ['hero'] })
    expect([posted, client.reports]).toEqual([[], 0])
  })

  it('answers hello with welcome and a snapshot that a panel accepts', () => {
    const { registry, posted, connection } = setUp()
    registry.register(new FakeClient({ hero: 'classic' }))
    connection.receive(HELLO)
    expect(posted.map(({ type }) => type)).toEqual(['welcome', 'snapshot'])
    expect(posted.every((message) => parsePageMessage(structuredClone(message)))).toBe(true)
    expect(posted[1]).toMatchObject({
      clients: [{ sdk: 'fake', flags: [{ flagKey: 'hero', value: 'classic' }] }],
    })
  })

  it.each([
    [{ scope: 'tab', expiresAtMs: 1_000 }, true],
    [{ scope: 'of their own' }, true],
    [{}, false],
    [{ scope: 'tab', expiresAtMs: 'tomorrow' }, false],
    ['tab', false],
  ])('lets a panel read who overrides a flag and until when: %j', (override, isAccepted) => {
    const flag = { flagKey: 'hero', reason: 'OVERRIDE', flagMetadata: {}, observed: true, override }
    const message = {
      halyard: 'devtools',
      type: 'flags-changed',
      sequence: 1,
      clientId: '1',
      cause: 'override',
    }
    expect(parsePageMessage({ ...message, flags: [flag], removed: [] }) !== null).toBe(isAccepted)
  })

  it('refuses a panel whose versions it does not speak, and stays silent to it', () => {
    const { registry, posted, connection } = setUp()
    connection.receive({ ...HELLO, versions: [99] })
    registry.register(new FakeClient({}))
    expect(posted).toMatchObject([{ type: 'welcome', version: null }])
  })

  it('numbers its events without a gap', () => {
    const { registry, posted, connection } = setUp()
    connection.receive(HELLO)
    const client = new FakeClient({ hero: 'classic', banner: true })
    const unregister = registry.register(client)
    client.announce({ type: 'client-changed' })
    client.announce({ type: 'flags-changed', cause: 'source', flagKeys: ['hero', 'gone'] })
    unregister()
    const events = posted.slice(2)
    expect(events.map(({ type }) => type)).toEqual([
      'client-added',
      'client-changed',
      'flags-changed',
      'client-removed',
    ])
    expect(events.map((event) => ('sequence' in event ? event.sequence : null))).toEqual([1, 2, 3, 4])
    expect(events[2]).toMatchObject({ flags: [{ flagKey: 'hero' }], removed: ['gone'] })
  })

  it('passes an override to the client that it names, and reports a refusal', () => {
    const { registry, posted, connection } = setUp()
    const client = new FakeClient({ hero: 'classic' })
    registry.register(client)
    connection.receive(HELLO)
    connection.receive({
      halyard: 'devtools',
      type: 'set-override',
      clientId: '1',
      flagKey: 'hero',
      value: 'bold',
    })
    connection.receive({
      halyard: 'devtools',
      type: 'set-override',
      clientId: '1',
      flagKey: 'hero',
      value: 7,
    })
    connection.receive({
      halyard: 'devtools',
      type: 'set-override',
      clientId: '2',
      flagKey: 'hero',
      value: 'lost',
    })
    expect(client.overrides).toEqual(new Map([['hero', 'bold']]))
    expect(posted.at(-1)).toMatchObject({
      type: 'override-refused',
      flagKey: 'hero',
      message: 'hero is a string',
    })
    connection.receive({ halyard: 'devtools', type: 'reset-override', clientId: '1' })
    expect(client.overrides.size).toBe(0)
  })

  it.each([
    null,
    'hello',
    { type: 'hello', versions: [1] },
    { ...HELLO, versions: 'all' },
    { ...HELLO, type: 'toString' },
  ])('ignores what is not a message: %j', (message) => {
    const { posted, connection } = setUp()
    connection.receive(message)
    expect(posted).toEqual([])
  })

  it('drops a panel whose channel throws, and goes on for the others', () => {
    const { registry, posted, connection } = setUp()
    let attempts = 0
    const broken = registry.connect((message) => {
      if (message.type !== 'welcome' && message.type !== 'snapshot') attempts += 1
      if (attempts > 0) throw new Error('port closed')
    })
    broken.receive(HELLO)
    connection.receive(HELLO)
    const client = new FakeClient({})
    registry.register(client)
    client.announce({ type: 'client-changed' })
    expect(attempts).toBe(1)
    expect(posted.map(({ type }) => type)).toEqual(['welcome', 'snapshot', 'client-added', 'client-changed'])
  })

  it('posts nothing after a connection is closed', () => {
    const { registry, posted, connection } = setUp()
    connection.receive(HELLO)
    connection.close()
    registry.register(new FakeClient({}))
    expect(posted).toHaveLength(2)
  })
})

function setUp() {
  const registry = createDevtoolsRegistry({
    initialOverrides: new Map(),
    describePage: () => ({ documentId: 'd1', url: 'http://127.0.0.1/', title: 'Page', isTopFrame: true }),
  })
  const posted: PageMessage[] = []
  const connection = registry.connect((message) => posted.push(message))
  return { registry, posted, connection }
}

describe('requests', () => {
  const request = (parts: object) => ({
    halyard: 'devtools',
    type: 'request',
    requestId: 7,
    clientId: '1',
    method: 'set-context',
    parameters: { context: { targetingKey: 'u2' } },
    ...parts,
  })

  async function ask(
    setContext: (parameters: object) => null | Promise<null>,
    parts: object = {},
  ): Promise<PageMessage | undefined> {
    const { registry, posted, connection } = setUp()
    registry.register(Object.assign(new FakeClient({}), { methods: { 'set-context': setContext } }))
    connection.receive(HELLO)
    const before = posted.length
    connection.receive(request(parts))
    await new Promise(setImmediate)
    const answer = posted[before]
    expect(answer === undefined || parsePageMessage(structuredClone(answer))).toEqual(answer ?? true)
    return answer
  }

  it('are answered by the client that offers the method, and a report names what it offers', async () => {
    const asked: unknown[] = []
    const setContext = async (parameters: object) => {
      asked.push(parameters)
      return null
    }
    expect(await ask(setContext)).toEqual({
      halyard: 'devtools',
      type: 'response',
      requestId: 7,
      result: null,
    })
    expect(asked).toEqual([{ context: { targetingKey: 'u2' } }])
    const { registry, posted, connection } = setUp()
    registry.register(Object.assign(new FakeClient({}), { methods: { 'set-context': setContext } }))
    connection.receive(HELLO)
    expect(posted[1]).toMatchObject({ clients: [{ methods: ['set-context'] }] })
  })

  it('are answered with a sentence where the client throws, is gone, or offers no such method', async () => {
    const refuse = () => {
      throw new Error('this client is stopped')
    }
    expect(await ask(refuse)).toMatchObject({ error: 'this client is stopped' })
    expect(await ask(() => Promise.reject('no'))).toMatchObject({ error: 'no' })
    expect(await ask(() => null, { clientId: '9' })).toMatchObject({
      error: expect.stringContaining('"set-context"'),
    })
    expect(await ask(() => null, { clientId: undefined })).toMatchObject({
      error: expect.stringContaining('"set-context"'),
    })
  })

  it.each([
    { method: 'constructor' },
    { parameters: { context: 'u2' } },
    { parameters: null },
    { requestId: '7' },
  ])('are ignored where they are none: %j', async (parts) => {
    expect(await ask(() => null, parts)).toBeUndefined()
  })
})

class FakeClient implements InspectableClient {
  readonly sdk = 'fake'
  readonly overrides = new Map<string, FlagValue>()
  reports = 0
  readonly #flags: Readonly<Record<string, FlagValue>>
  #listener: (event: ClientEvent) => void = () => undefined

  constructor(flags: Readonly<Record<string, FlagValue>>) {
    this.#flags = flags
  }

  announce(event: ClientEvent) {
    this.#listener(event)
  }

  describe() {
    return { state: 'live', context: {} }
  }

  flagKeys() {
    return Object.keys(this.#flags)
  }

  report(flagKey: string) {
    this.reports += 1
    const value = this.#flags[flagKey]
    return value === undefined ? null : { flagKey, value, reason: 'STATIC', flagMetadata: {}, observed: true }
  }

  subscribe(listener: (event: ClientEvent) => void) {
    this.#listener = listener
    return () => undefined
  }

  setOverride(flagKey: string, value: FlagValue) {
    if (typeof value !== 'string') return `${flagKey} is a string`
    this.overrides.set(flagKey, value)
    return null
  }

  resetOverride() {
    this.overrides.clear()
  }
}
