import { describe, expect, it } from 'vitest'
import type { ActivityReport } from './activity-report.ts'
import { createDevtoolsRegistry } from './devtools-registry.ts'
import type { InspectableClient } from './inspectable-client.ts'
import { type PageMessage, parsePageMessage } from './messages.ts'

const HELLO = { halyard: 'devtools', type: 'hello', versions: [1], activity: true }
const READ = { kind: 'read', atMs: 5, flagKey: 'hero', outcome: { value: 'A', reason: 'STATIC' } } as const

function activity(parts: Partial<ActivityReport> = {}): ActivityReport {
  return { sinceMs: 1, readsSinceMs: 2, entries: [], dropped: 0, reads: [], ...parts }
}

function setUp() {
  const watchers = new Set<(report: ActivityReport) => void>()
  const client: InspectableClient = {
    sdk: 'fake',
    describe: () => ({ state: 'live', context: {} }),
    flagKeys: () => [],
    report: () => null,
    subscribe: () => () => undefined,
    setOverride: () => null,
    resetOverride: () => undefined,
    watchActivity(listener) {
      watchers.add(listener)
      listener(activity({ entries: [READ] }))
      return () => watchers.delete(listener)
    },
  }
  let changePage: (() => void) | undefined
  const registry = createDevtoolsRegistry({
    initialOverrides: new Map(),
    describePage: () => ({ documentId: 'd1', url: 'http://127.0.0.1/', title: 'Page', isTopFrame: true }),
    subscribePage(listener) {
      changePage = listener
      return () => {
        changePage = undefined
      }
    },
  })
  const connect = () => {
    const posted: PageMessage[] = []
    const connection = registry.connect((message) => void posted.push(message))
    return { posted, connection, types: () => posted.map(({ type }) => type) }
  }
  return { registry, client, watchers, connect, changePage: () => changePage }
}

describe('activity', () => {
  it('is watched for panels that ask, from the client’s first moment to its last', () => {
    const { registry, client, watchers, connect } = setUp()
    const { connection, posted, types } = connect()
    connect().connection.receive({ ...HELLO, activity: undefined })
    expect(watchers.size).toBe(0)
    connection.receive(HELLO)
    const unregister = registry.register(client)
    expect(types()).toEqual(['welcome', 'snapshot', 'client-added', 'activity'])
    for (const tell of watchers) tell(activity({ dropped: 3 }))
    expect(posted.at(-1)).toMatchObject({ type: 'activity', clientId: '1', activity: { dropped: 3 } })
    expect(parsePageMessage(structuredClone(posted.at(-1)))).not.toBeNull()
    unregister()
    expect(watchers.size).toBe(0)
  })

  it('is not told again to a panel that says hello again, and ends with the panel', () => {
    const { registry, client, watchers, connect } = setUp()
    registry.register(client)
    const { connection, types } = connect()
    connection.receive(HELLO)
    connection.receive(HELLO)
    expect(types().filter((type) => type === 'activity')).toHaveLength(1)
    expect(watchers.size).toBe(1)
    connection.close()
    expect(watchers.size).toBe(0)
  })

  it('is not watched for a panel that is found gone by the first report', () => {
    const { registry, client, watchers } = setUp()
    registry.register(client)
    registry
      .connect(({ type }) => {
        if (type === 'activity') throw new Error('port closed')
      })
      .receive(HELLO)
    expect(watchers.size).toBe(0)
  })

  it.each([
    [{ entries: [READ] }, true],
    [{ entries: [{ ...READ, kind: 'constructor' }] }, false],
    [{ entries: [{ ...READ, kind: 'change' }] }, false],
    [{ entries: [{ ...READ, atMs: 1e300 }] }, false],
    [{ entries: [{ kind: 'tracking', atMs: 5, name: 'order', details: 7 }] }, false],
    [{ reads: [{ flagKey: 'hero', count: 2, lastAtMs: 5, newReaders: ['at a'] }] }, true],
    [{ reads: [{ flagKey: 'hero', count: 0.5, lastAtMs: 5 }] }, false],
    [{ dropped: 'many' }, false],
  ])('is read by a panel where it is what it has to be: %j', (parts, isRead) => {
    const message = {
      halyard: 'devtools',
      type: 'activity',
      clientId: '1',
      activity: { ...activity(), ...parts },
    }
    expect(parsePageMessage(message) !== null).toBe(isRead)
  })
})

describe('the page', () => {
  it('is looked at while a panel listens, and described anew when it changes', () => {
    const { connect, changePage } = setUp()
    const first = connect()
    const second = connect()
    expect(changePage()).toBeUndefined()
    first.connection.receive(HELLO)
    second.connection.receive(HELLO)
    changePage()?.()
    expect(first.posted.at(-1)).toMatchObject({ type: 'page-changed', sequence: 1, page: { title: 'Page' } })
    first.connection.close()
    changePage()?.()
    expect(second.posted.at(-1)).toMatchObject({ type: 'page-changed', sequence: 2 })
    second.connection.close()
    expect(changePage()).toBeUndefined()
  })
})
