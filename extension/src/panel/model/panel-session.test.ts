import { describe, expect, it } from 'vitest'
import { createFakeTransport } from '../testing/fake-transport.ts'
import { sampleClient, sampleFlag } from '../testing/sample-flags.ts'
import { type FlagFilters, NO_FILTERS } from './flag-filters.ts'
import type { ListRow } from './list-rows.ts'
import { createPanelModel } from './panel-model.ts'
import { createPanelSession } from './panel-session.ts'

function openSession() {
  const transport = createFakeTransport()
  const model = createPanelModel({ transport })
  const session = createPanelSession(model)
  const appear = (...clients: ReturnType<typeof sampleClient>[]) => {
    const page = transport.appear()
    page.say({ halyard: 'devtools', type: 'snapshot', sequence: 0, clients })
    return page
  }
  return { appear, session, words: () => session.rows.value.map(describeRow) }
}

function describeRow(row: ListRow): string {
  if (row.kind === 'flag') return row.flag.flagKey
  return row.kind === 'client' ? `client ${row.client.clientId}` : `unread ${row.count}`
}

const OVERRIDDEN = { value: false, reason: 'OVERRIDE', original: { value: true, reason: 'STATIC' } } as const

describe('the list of flags', () => {
  it('shows what the page read first, the rest under a heading', () => {
    const { appear, words } = openSession()
    appear(sampleClient([sampleFlag('b'), sampleFlag('unread', { observed: false }), sampleFlag('a')]))
    expect(words()).toEqual(['a', 'b', 'unread 1', 'unread'])
  })

  it('names clients only where there are several', () => {
    const { appear, words } = openSession()
    appear(sampleClient([sampleFlag('a')]), sampleClient([sampleFlag('a')], { clientId: '2' }))
    expect(words()).toEqual(['client 1', 'a', 'client 2', 'a'])
  })

  it('finds flags by all words of the search, in any case and order', () => {
    const { appear, session, words } = openSession()
    appear(sampleClient(['new-checkout', 'old-checkout', 'new-hero'].map((key) => sampleFlag(key))))
    session.search.value = ' CHECK new '
    expect(words()).toEqual(['new-checkout'])
  })

  it('follows changes', () => {
    const { appear, session, words } = openSession()
    const page = appear(sampleClient([sampleFlag('a'), sampleFlag('b', { observed: false })]))
    expect(words()).toEqual(['a', 'unread 1', 'b'])
    const flags = [sampleFlag('b', OVERRIDDEN)]
    page.say({
      halyard: 'devtools',
      type: 'flags-changed',
      sequence: 1,
      clientId: '1',
      cause: 'read',
      flags,
      removed: [],
    })
    expect(words()).toEqual(['a', 'b'])
    expect(session.counts.value).toMatchObject({ all: 2, read: 2, overridden: 1, leftOut: 0 })
  })
})

describe('selection', () => {
  it('moves from flag to flag, past headings, and stops at the ends', () => {
    const { appear, session } = openSession()
    appear(sampleClient([sampleFlag('a'), sampleFlag('b', { observed: false })]))
    const key = () => session.selected.value?.flag.flagKey
    session.move(1)
    expect(key()).toBe('a')
    session.move(1)
    expect(key()).toBe('b')
    session.move(5)
    expect(key()).toBe('b')
    session.move(-9)
    expect(key()).toBe('a')
  })

  it('stays on the same flag after a reload', () => {
    const { appear, session } = openSession()
    const before = appear(sampleClient([sampleFlag('a'), sampleFlag('b')]))
    session.move(1)
    session.move(1)
    before.close()
    const after = appear(sampleClient([sampleFlag('0'), sampleFlag('a'), sampleFlag('b')]))
    expect(session.selected.value?.flag.flagKey).toBe('b')
    expect(session.selected.value?.document.connectionId).toBe(after.connectionId)
  })
})

describe('a page that is being replaced', () => {
  it('is read-only until the next one is there', () => {
    const { appear, session } = openSession()
    const page = appear(sampleClient([sampleFlag('a')]))
    expect(session.isReadOnly.value).toBe(false)
    page.close()
    expect(session.isReadOnly.value).toBe(true)
    appear(sampleClient([sampleFlag('a')]))
    expect(session.isReadOnly.value).toBe(false)
  })
})

describe('reset all', () => {
  it('reaches every client of every document', () => {
    const { appear, session } = openSession()
    const page = appear(sampleClient([]), sampleClient([], { clientId: '2' }))
    session.resetAll()
    expect(page.sent.slice(1)).toEqual([
      { halyard: 'devtools', type: 'reset-override', clientId: '1' },
      { halyard: 'devtools', type: 'reset-override', clientId: '2' },
    ])
  })
})

describe('filters', () => {
  const flags = [
    sampleFlag('changed', { value: 1, type: 'number' }),
    sampleFlag('fee', { value: 4.5, type: 'number', reason: 'SPLIT' }),
    sampleFlag('overridden', OVERRIDDEN),
    sampleFlag('unread', { observed: false }),
  ]

  function openFiltered() {
    const opened = openSession()
    const page = opened.appear(sampleClient(flags))
    page.say({
      halyard: 'devtools',
      type: 'flags-changed',
      sequence: 1,
      clientId: '1',
      cause: 'source',
      flags: [sampleFlag('changed', { value: 2, type: 'number' })],
      removed: [],
    })
    const { session, words } = opened
    const filter = (filters: Partial<FlagFilters>) => {
      session.filters.value = { ...NO_FILTERS, ...filters }
      return words().filter((word) => !word.startsWith('unread '))
    }
    return { ...opened, page, filter }
  }

  it('list what is asked for, and only that', async () => {
    const { filter, session } = openFiltered()
    expect(filter({ isOverridden: true })).toEqual(['overridden'])
    expect(filter({ isChanged: true })).toEqual(['changed'])
    expect(filter({ isRead: true })).toEqual(['changed', 'fee', 'overridden'])
    expect(filter({ type: 'number' })).toEqual(['changed', 'fee'])
    expect(filter({ reason: 'SPLIT' })).toEqual(['fee'])
    expect(filter({ type: 'number', isChanged: true })).toEqual(['changed'])
    await session.stars.toggle('null', 'fee')
    expect(filter({ isStarred: true })).toEqual(['fee'])
    await session.stars.toggle('null', 'fee')
    expect(filter({ isStarred: true })).toEqual([])
    session.clearFilters()
    expect(filter({})).toHaveLength(4)
  })

  it('follow changes and reads, and so does the order', () => {
    const { session, words, page } = openFiltered()
    session.order.value = 'changed'
    expect(words()).toEqual(['changed', 'fee', 'overridden', 'unread 1', 'unread'])
    session.order.value = 'reads'
    const reads = [
      { flagKey: 'fee', count: 3, lastAtMs: 1 },
      { flagKey: 'overridden', count: 9, lastAtMs: 1 },
    ]
    const activity = { sinceMs: 1, readsSinceMs: 1, entries: [], dropped: 0, reads }
    page.say({ halyard: 'devtools', type: 'activity', clientId: '1', activity })
    expect(words()).toEqual(['overridden', 'fee', 'changed', 'unread 1', 'unread'])
  })

  it('give way to a flag that is to be shown', () => {
    const { session, filter } = openFiltered()
    filter({ isOverridden: true })
    session.search.value = 'over'
    session.openTab.value = 'timeline'
    expect(session.show({ connectionId: 'gone', clientId: '1' }, 'fee')).toBe(true)
    expect(session.selected.value?.flag.flagKey).toBe('fee')
    expect([session.openTab.value, session.search.value]).toEqual(['flags', ''])
    expect(session.show({ connectionId: 'gone', clientId: '1' }, 'nowhere')).toBe(false)
  })
})
