import type { ActivityReport, InspectableClient } from '@halyard/devtools'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import type { FlagClient } from '../flag-client.ts'
import { INSPECTION, type InspectedClient } from '../inspection.ts'
import { pageOverrides } from '../overrides/page-overrides.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { change, createFakeSource, type FakeSource, snapshot } from '../testing/fake-source.ts'
import { flag } from '../testing/fake-view.ts'
import { NOBODY_CALLS } from '../testing/nobody-calls.ts'
import { inspectableClient } from './inspectable-client.ts'

const text = { a: 'A', b: 'B' }
const A = { value: 'A', variant: 'a', reason: 'STATIC' }
const B = { value: 'B', variant: 'b', reason: 'STATIC' }

let clock: ReturnType<typeof createFakeClock>
let source: FakeSource
let client: FlagClient
let inspectable: InspectableClient
let endings: (() => void)[]

beforeEach(() => {
  clock = createFakeClock(1_000)
  source = createFakeSource()
  client = createFlagClient({ source, clock, overrides: pageOverrides() })
  client.start()
  source.say(snapshot('l.1', { hero: flag('a', text), other: flag() }))
  inspectable = inspectableClient(client, (client as InspectedClient)[INSPECTION])
  endings = [inspectable.subscribe(() => undefined)]
})

afterEach(() => {
  for (const end of endings) end()
})

/** Watches as a panel does. */
function watch() {
  const reports: ActivityReport[] = []
  let wake = (): void => undefined
  const end = inspectable.watchActivity?.((report) => {
    reports.push(report)
    wake()
  })
  if (!end) throw new Error('the client tells of no activity')
  endings.push(end)
  return {
    end,
    first: reports[0],
    /** The next report, and nothing before it. */
    next: () =>
      new Promise<ActivityReport>((resolve) => {
        wake = () => resolve(reports.at(-1) as ActivityReport)
      }),
  }
}

describe('what is kept while nobody watches', () => {
  it('is first reads, changes with their cause, and states', async () => {
    client.get('hero', '-')
    clock.advance(5)
    source.say(change('l.1', 'l.2', { hero: flag('b', text), other: flag('off') }))
    client.overrides.set('hero', 'A')
    source.say({ type: 'lost', attempt: 1, error: 'HTTP 503' })
    const { first } = watch()
    expect(first).toMatchObject({ sinceMs: 1_000, readsSinceMs: 1_005, dropped: 0, reads: [] })
    expect(first?.entries).toEqual([
      { kind: 'read', atMs: 1_000, flagKey: 'hero', outcome: A },
      { kind: 'state', atMs: 1_005, state: 'live', revision: 'l.2' },
      { kind: 'change', atMs: 1_005, flagKey: 'hero', cause: 'source', before: A, after: B },
      {
        kind: 'change',
        atMs: 1_005,
        flagKey: 'hero',
        cause: 'override',
        before: B,
        after: { value: 'A', variant: 'a', reason: 'OVERRIDE' },
      },
      { kind: 'state', atMs: 1_005, state: 'reconnecting', revision: 'l.2', error: 'HTTP 503' },
    ])
  })

  it('is bounded, and says how much is missing', () => {
    client.get('hero', '-')
    for (let number = 0; number < 600; number++) client.overrides.set('hero', number % 2 ? 'A' : 'B')
    expect(watch().first).toMatchObject({ dropped: 101, entries: { length: 500 } })
  })

  it('is what was seen and tracked, and why it does not count', async () => {
    client.expose('hero', '-')
    client.expose('hero', '-')
    client.track('order', { value: 49.9, basket: { items: 2n } as never })
    client.track('visit')
    const { first, next } = watch()
    expect(first?.entries).toEqual([
      { kind: 'exposure', atMs: 1_000, flagKey: 'hero', outcome: A, uncounted: 'no-recorder' },
      { kind: 'tracking', atMs: 1_000, name: 'order', details: expect.stringContaining('BigInt') },
      { kind: 'tracking', atMs: 1_000, name: 'visit' },
    ])
    const report = next()
    client.track('order', { value: 7 })
    expect((await report).entries).toMatchObject([{ kind: 'tracking', details: '{"value":7}' }])
  })

  it('says that overrides and fallbacks do not count, where the rest does', () => {
    const taken: string[] = []
    const exposures = {
      start: () => undefined,
      expose: ({ flagKey }: { flagKey: string }) => void taken.push(flagKey),
      track: () => undefined,
      close: async () => undefined,
    }
    const counted = createFlagClient({ source, clock, exposures, overrides: pageOverrides() })
    counted.start()
    source.say(snapshot('l.1', { hero: flag('a', text), other: flag() }))
    const shown = inspectableClient(counted, (counted as InspectedClient)[INSPECTION])
    endings.push(shown.subscribe(() => undefined))
    counted.overrides.set('other', false)
    for (const flagKey of ['hero', 'other', 'unknown']) counted.expose(flagKey, 'B')
    let report: ActivityReport | undefined
    endings.push(shown.watchActivity?.((first) => (report ??= first)) ?? (() => undefined))
    const exposed = report?.entries.filter(({ kind }) => kind === 'exposure')
    expect(exposed).toMatchObject([{}, { uncounted: 'override' }, { uncounted: 'fallback' }])
    expect(exposed?.[0]).not.toHaveProperty('uncounted')
    expect(taken).toEqual(['hero', 'other', 'unknown'])
  })
})

describe('reads', () => {
  it('are counted while somebody watches, from zero each time', async () => {
    const { get } = client
    const first = watch()
    const report = first.next()
    for (let read = 0; read < 3; read++) client.get('hero', '-')
    client.details('other', false)
    expect((await report).reads).toMatchObject([
      { flagKey: 'hero', count: 3, lastAtMs: 1_000 },
      { flagKey: 'other', count: 1 },
    ])
    first.end()
    expect(client.get).toBe(get)
    expect(client.get('hero', '-')).toBe('A')
    expect(watch().first?.reads).toEqual([])
  })

  it('name their readers, each once, and all of them to whoever comes later', async () => {
    const readInHeader = () => client.get('hero', '-')
    const readInFooter = () => client.get('hero', '-')
    const { next } = watch()
    let report = next()
    for (let read = 0; read < 5; read++) readInHeader()
    const [hero] = (await report).reads
    expect(hero?.newReaders).toEqual([expect.stringMatching(/^Error.*\n\s+at readInHeader /)])
    report = next()
    readInHeader()
    readInFooter()
    const [again] = (await report).reads
    expect(again).toMatchObject({ count: 7 })
    // A stack names the line of every caller, so the same function from another line of this test is another reader.
    expect(again?.newReaders?.map((stack) => /at (\w+)/.exec(stack)?.[1])).toEqual([
      'readInHeader',
      'readInFooter',
    ])
    expect(watch().first?.reads).toMatchObject([{ count: 7, newReaders: { length: 3 } }])
  })

  it('take a bounded number of stacks, however many there are', async () => {
    const { next } = watch()
    const report = next()
    for (let number = 0; number < 2_000; number++) client.get(`flag-${number}`, '-')
    const { reads } = await report
    expect(reads).toHaveLength(2_000)
    expect(reads.filter(({ newReaders }) => newReaders)).toHaveLength(500)
  })

  it('become entries one by one while that is wanted, and a flood of them is cut short', async () => {
    const { next, end } = watch()
    let report = next()
    inspectable.methods?.['record-reads']?.({ isRecording: true }, NOBODY_CALLS)
    for (let read = 0; read < 3; read++) client.get('hero', '-')
    // The first one is told as what it is, by another message.
    expect((await report).entries).toMatchObject([{ kind: 'read', outcome: A }, { kind: 'read' }])
    report = next()
    for (let read = 0; read < 1_000; read++) client.get('hero', '-')
    expect(await report).toMatchObject({ dropped: 500, entries: { length: 500 } })
    end()
    const later = watch()
    report = later.next()
    client.get('hero', '-')
    expect((await report).entries).toEqual([])
  })

  it('go on working for somebody who took a method while they were counted', () => {
    const { end } = watch()
    const { get } = client
    const wrapped = ((...read: Parameters<typeof get>) => get(...read)) as FlagClient['get']
    Object.assign(client, { get: wrapped })
    end()
    expect(client.get).toBe(wrapped)
    expect(client.get('hero', '-')).toBe('A')
  })
})
