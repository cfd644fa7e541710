import type { ActivityReport, ChangeCause, PageMessage } from '@halyard/devtools'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeTransport, type FakeDocument, type FakeTransport } from '../testing/fake-transport.ts'
import { SAMPLE_PAGE, sampleClient, sampleFlag } from '../testing/sample-flags.ts'
import { MAX_CHANGES } from './flag-activity.ts'
import { createPanelModel, type PanelModel } from './panel-model.ts'
import { MAX_TIMELINE_ENTRIES } from './timeline.ts'

const HERO = sampleFlag('hero', { value: 'A', variant: 'a', type: 'string' })
const A = { value: '"A"', variant: 'a', reason: 'STATIC' }
const B = { value: '"B"', variant: 'b', reason: 'STATIC' }

let nowMs: number
let transport: FakeTransport
let model: PanelModel
let page: FakeDocument
let sequence: number

beforeEach(() => {
  nowMs = 10_000
  sequence = 0
  transport = createFakeTransport()
  model = createPanelModel({ transport, now: () => nowMs })
  page = transport.appear()
  page.say({
    halyard: 'devtools',
    type: 'welcome',
    version: 1,
    page: { ...SAMPLE_PAGE, loadedAtMs: 4_000 },
  })
  page.say({ halyard: 'devtools', type: 'snapshot', sequence, clients: [sampleClient([HERO])] })
})

function next(): number {
  sequence += 1
  return sequence
}

function changed(
  cause: ChangeCause,
  flags: ReturnType<typeof sampleFlag>[],
  removed: string[] = [],
): PageMessage {
  return {
    halyard: 'devtools',
    type: 'flags-changed',
    sequence: next(),
    clientId: '1',
    cause,
    flags,
    removed,
  }
}

function tell(parts: Partial<ActivityReport>): void {
  const activity = { sinceMs: 5_000, readsSinceMs: 10_000, entries: [], dropped: 0, reads: [], ...parts }
  page.say({ halyard: 'devtools', type: 'activity', clientId: '1', activity })
}

const activity = () => {
  const document = model.documents.value[0]
  if (!document) throw new Error('the document is gone')
  return document.activity('1')
}
const events = () => model.timeline.entries().map(({ atMs, event }) => ({ atMs, ...event }))
const kinds = () => events().map(({ kind }) => kind)

describe('changes', () => {
  it('have before, after, cause and time, in the timeline and with the flag', () => {
    nowMs = 12_000
    page.say(changed('source', [{ ...HERO, value: 'B', variant: 'b' }]))
    page.say(changed('source', [{ ...HERO, value: 'B', variant: 'b', flagMetadata: { owner: 'us' } }]))
    nowMs = 13_000
    page.say(changed('override', [], ['hero']))
    const expected = [
      { kind: 'change', atMs: 12_000, flagKey: 'hero', cause: 'source', before: A, after: B },
      { kind: 'change', atMs: 13_000, flagKey: 'hero', cause: 'override', before: B, after: null },
    ]
    expect(events().slice(1)).toEqual(expected)
    expect(activity().changes('hero')).toEqual([...expected].reverse())
    expect(activity().changedAtMs('hero')).toBe(13_000)
    expect(activity()).toMatchObject({ sinceMs: 10_000, isSinceAttachment: false, isIncomplete: false })
  })

  it('are none where a flag is new', () => {
    page.say(changed('source', [sampleFlag('newer')]))
    expect(kinds()).toEqual(['navigation'])
    expect(activity().changedAtMs('newer')).toBeUndefined()
  })

  it('that were missed are noticed, without a cause', () => {
    sequence += 1
    page.say(changed('source', [{ ...HERO, value: 'B', variant: 'b' }]))
    const clients = [sampleClient([{ ...HERO, value: 'B', variant: 'b' }])]
    page.say({ halyard: 'devtools', type: 'snapshot', sequence, clients })
    expect(events().at(-1)).toMatchObject({ kind: 'change', cause: null, before: A, after: B })
  })

  it('that the page kept come before those that the panel saw', () => {
    const outcome = (value: string) => ({ value, variant: value.toLowerCase(), reason: 'STATIC' })
    page.say(changed('source', [{ ...HERO, value: 'B', variant: 'b' }]))
    tell({
      dropped: 2,
      entries: [
        { kind: 'read', atMs: 5_000, flagKey: 'hero', outcome: outcome('B') },
        {
          kind: 'change',
          atMs: 6_000,
          flagKey: 'hero',
          cause: 'storage',
          before: outcome('B'),
          after: outcome('A'),
        },
        { kind: 'state', atMs: 7_000, state: 'live', revision: 'l.1' },
        { kind: 'tracking', atMs: 99_000, name: 'order' },
      ],
    })
    expect(events().map(({ kind, atMs }) => [kind, atMs])).toEqual([
      ['navigation', 4_000],
      ['read', 5_000],
      ['change', 6_000],
      ['connection', 7_000],
      ['change', 10_000],
      // No page sees into the future.
      ['tracking', 10_000],
    ])
    expect(activity()).toMatchObject({ sinceMs: 5_000, isSinceAttachment: true, isIncomplete: true })
    expect(model.timeline.dropped).toBe(2)
  })

  it('are bounded, and so is the text of values', () => {
    for (let number = 0; number <= MAX_CHANGES; number++)
      page.say(
        changed('source', [{ ...HERO, value: `${number} ${'x'.repeat(5_000)}`, variant: `${number}` }]),
      )
    const kept = activity().changes('hero')
    expect(kept).toHaveLength(MAX_CHANGES)
    expect(activity().isIncomplete).toBe(true)
    expect(kept[0]?.after?.value).toHaveLength(2_000)
  })
})

describe('the timeline', () => {
  it('has first reads, states, contexts, exposures and navigations', () => {
    const unread = sampleFlag('fee', { observed: false })
    page.say(changed('source', [unread]))
    page.say(changed('read', [{ ...unread, observed: true }]))
    page.say(changed('read', [{ ...unread, observed: true }]))
    const { flags: _, ...client } = sampleClient([])
    const describe = (parts: object): PageMessage => ({
      halyard: 'devtools',
      type: 'client-changed',
      sequence: next(),
      client: { ...client, ...parts },
    })
    page.say(describe({ state: 'reconnecting', error: 'HTTP 503' }))
    page.say(describe({ context: { targetingKey: 'u2' } }))
    const outcome = { value: true, reason: 'OVERRIDE' }
    tell({ entries: [{ kind: 'exposure', atMs: 10_000, flagKey: 'fee', outcome, uncounted: 'override' }] })
    page.say({
      halyard: 'devtools',
      type: 'page-changed',
      sequence: next(),
      page: { ...SAMPLE_PAGE, url: 'https://shop.example/pay' },
    })
    expect(events()).toMatchObject([
      { kind: 'navigation', isLoad: true, url: SAMPLE_PAGE.url },
      { kind: 'read', flagKey: 'fee', isFirst: true },
      { kind: 'connection', state: 'reconnecting', error: 'HTTP 503' },
      { kind: 'connection', state: 'live', error: null },
      { kind: 'context', context: '{"targetingKey":"u2"}' },
      { kind: 'exposure', flagKey: 'fee', uncounted: 'override' },
      { kind: 'navigation', isLoad: false, url: 'https://shop.example/pay' },
    ])
    expect(model.documents.value[0]?.page.value?.url).toBe('https://shop.example/pay')
  })

  it('goes on over a reload, keeps its bound, and counts what had to make room', () => {
    const entries = Array.from({ length: MAX_TIMELINE_ENTRIES }, (_, number) => ({
      kind: 'tracking' as const,
      atMs: 9_000,
      name: `order ${number}`,
    }))
    tell({ entries })
    page.close()
    expect(model.timeline.entries()).toHaveLength(MAX_TIMELINE_ENTRIES)
    expect(model.timeline.dropped).toBe(1)
    model.timeline.clear()
    expect([model.timeline.entries(), model.timeline.dropped]).toEqual([[], 0])
  })

  it('has nothing twice of a document that comes back', () => {
    const kept = { kind: 'tracking', atMs: 9_000, name: 'order' } as const
    tell({ entries: [kept] })
    page.close()
    nowMs = 20_000
    page = transport.appear()
    page.say({ halyard: 'devtools', type: 'welcome', version: 1, page: SAMPLE_PAGE })
    page.say({ halyard: 'devtools', type: 'snapshot', sequence: 0, clients: [sampleClient([HERO])] })
    tell({ entries: [kept, { ...kept, atMs: 15_000 }] })
    expect(events().map(({ kind, atMs }) => [kind, atMs])).toEqual([
      ['navigation', 4_000],
      ['tracking', 9_000],
      ['tracking', 15_000],
      ['navigation', 20_000],
    ])
  })

  it('takes nothing of a client that the page does not have', () => {
    const report = { sinceMs: 1, readsSinceMs: 1, entries: [], dropped: 9, reads: [] }
    page.say({ halyard: 'devtools', type: 'activity', clientId: 'x', activity: report })
    expect(model.timeline.dropped).toBe(0)
  })
})

describe('reads', () => {
  const stack = (name: string) => `Error\n    at ${name} (https://shop.example/app.js:4:2)`

  it('are counted with their readers, each once', () => {
    expect(activity().readsSinceMs).toBeNull()
    tell({ reads: [{ flagKey: 'hero', count: 2, lastAtMs: 9_000, newReaders: [stack('Hero')] }] })
    tell({
      reads: [{ flagKey: 'hero', count: 5, lastAtMs: 9_500, newReaders: [stack('Hero'), stack('Footer')] }],
    })
    expect(activity().readsSinceMs).toBe(10_000)
    expect(activity().reads('hero')).toMatchObject({
      count: 5,
      lastAtMs: 9_500,
      readers: [{ name: 'Hero', isComponent: true }, { name: 'Footer' }],
    })
    expect(activity().reads('__proto__')).toBeUndefined()
  })

  it('keep few readers of a page that sends many', () => {
    const newReaders = Array.from({ length: 500 }, (_, number) => stack(`read${number}`))
    tell({ reads: [{ flagKey: 'hero', count: 500, lastAtMs: 9_000, newReaders }] })
    expect(activity().reads('hero')?.readers).toHaveLength(20)
  })
})
