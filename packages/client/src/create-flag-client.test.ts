import type { FlagSet } from '@halyard/schema'
import { describe, expect, it, vi } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import type { FlagClient } from './flag-client.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { pageOverrides } from './overrides/page-overrides.ts'
import { loadFlagRules } from './sources/flag-rules.ts'
import type { FlagView } from './sources/flag-source.ts'
import { createFakeClock } from './testing/fake-clock.ts'
import { change, createFakeSource, type FakeSource, snapshot } from './testing/fake-source.ts'
import { flag } from './testing/fake-view.ts'
import { swallowMicrotaskErrors } from './testing/swallow-microtask-errors.ts'

function start(options: Partial<FlagClientOptions> = {}): {
  client: FlagClient
  source: FakeSource
  clock: ReturnType<typeof createFakeClock>
} {
  const source = createFakeSource()
  const clock = createFakeClock()
  const client = createFlagClient({ source, clock, ...options })
  client.start()
  return { client, source, clock }
}

const text = { a: 'A', b: 'B' }

describe('createFlagClient', () => {
  it('opens nothing before start', () => {
    const source = createFakeSource()
    const client = createFlagClient({ source })
    expect([source.open, client.state.status, client.get('hero', 'x')]).toEqual([0, 'idle', 'x'])
    client.start()
    client.start()
    expect([source.open, client.state.status]).toEqual([1, 'loading'])
  })

  it('gives the fallback and says why while nothing is loaded', () => {
    const { client } = start()
    const details = client.details('hero', 'x')
    expect(details).toMatchObject({ value: 'x', errorCode: 'PROVIDER_NOT_READY', freshness: 'none' })
    expect(client.details('hero', 'x')).toBe(details)
  })

  it('notifies exactly the flags whose value or variant changed', () => {
    const { client, source } = start()
    source.say(snapshot('l.1', { hero: flag('a', text), other: flag('a', text), same: flag('on') }))
    const heard: string[] = []
    for (const key of ['hero', 'other', 'same', 'unknown']) client.subscribe(key, () => heard.push(key))
    source.say(change('l.1', 'l.2', { hero: flag('b', text) }))
    expect(heard).toEqual(['hero'])
    source.say(change('l.2', 'l.3', { hero: flag('b', text), other: null, unknown: flag('on') }))
    expect(heard).toEqual(['hero', 'other', 'unknown'])
    expect(client.state).toEqual({ status: 'live', revision: 'l.3' })
  })

  it('evaluates every flag again where something changed that all share', () => {
    const source = createFakeSource()
    const { client } = start({ source: { ...source, load: loadFlagRules } })
    const split = { ...flag('a', text), targeting: { fractional: ['x', ['b']] } }
    source.say(snapshot('l.1', { split, hero: flag('a', text) }))
    expect(client.get('split', 'x')).toBe('B')
    source.say({ type: 'change', previous: 'l.1', revision: 'l.2', changes: { 'x-bucketing': 3 } })
    expect([client.get('split', 'x'), client.get('hero', 'x')]).toEqual(['x', 'A'])
  })

  it('tells those who want to hear of all flags once for each update, of those that were read', () => {
    const { client, source } = start()
    source.say(
      snapshot('l.1', { hero: flag('a', text), other: flag('a', text), same: flag(), unread: flag() }),
    )
    for (const key of ['hero', 'other', 'same']) client.get(key, '-')
    const heard: unknown[] = []
    client.subscribeAll(() => {
      throw new Error('one that fails')
    })
    const end = client.subscribeAll((flagKeys) => heard.push([flagKeys, client.get('hero', '-')]))
    client.subscribe('hero', () => heard.push('hero'))
    const thrown = swallowMicrotaskErrors()
    const flags = { hero: flag('b', text), other: flag('b', text), unread: flag('off') }
    source.say(change('l.1', 'l.2', flags))
    source.say(change('l.2', 'l.3', { same: flag() }))
    expect(heard).toEqual(['hero', [['hero', 'other'], 'B']])
    expect(thrown).toHaveLength(1)
    end()
    source.say(change('l.3', 'l.4', { hero: flag('a', text) }))
    expect(heard).toHaveLength(3)
  })

  it('evaluates only what a change touches, and puts no flag set together for it', () => {
    const evaluated: string[] = []
    const source = createFakeSource()
    const watched = (view: FlagView): FlagView => ({
      ...view,
      get flagSet(): FlagSet {
        throw new Error('not needed')
      },
      patch: (changes) => watched(view.patch(changes)),
      evaluate(...given) {
        evaluated.push(given[0])
        return view.evaluate(...given)
      },
    })
    const client = createFlagClient({
      source: { ...source, load: (flagSet) => watched(source.load(flagSet)) },
      overrides: pageOverrides(),
    })
    client.start()
    source.say(snapshot('l.1', { hero: flag('a', text), other: flag('a', text), same: flag() }))
    for (const key of ['hero', 'other', 'same']) client.subscribe(key, () => undefined)
    evaluated.length = 0
    source.say(change('l.1', 'l.2', { hero: flag('b', text), unread: flag() }))
    expect(evaluated).toEqual(['hero'])
    expect([client.details('hero', '-').revision, client.details('other', '-').revision]).toEqual([
      'l.2',
      'l.1',
    ])
    client.overrides.set('other', 'B')
    expect(evaluated).toEqual(['hero', 'other'])
  })

  it('keeps the identity of what did not change, across changes and across snapshots', () => {
    const { client, source } = start()
    const objects = (): { hero: ReturnType<typeof flag> } => ({ hero: flag('a', { a: { title: 'Sale' } }) })
    source.say(snapshot('l.1', objects()))
    const details = client.details('hero', {})
    const listener = vi.fn()
    client.subscribe('hero', listener)
    source.say(snapshot('l.2', objects()))
    expect(client.details('hero', {})).toBe(details)
    expect(client.get('hero', {})).toBe(details.value)
    expect(listener).not.toHaveBeenCalled()
  })

  it('remembers an outcome per fallback where the fallback is the outcome', () => {
    const { client, source } = start()
    source.say(snapshot('l.1', { hero: { ...flag(), state: 'DISABLED' } }))
    const inline = {}
    const [yes, no, object] = [true, false, inline].map((fallback) => client.details('hero', fallback))
    expect([yes?.value, no?.value, object?.value]).toEqual([true, false, inline])
    expect(client.details('hero', true)).toBe(yes)
    expect(client.details('hero', false)).toBe(no)
    expect(client.details('hero', inline)).toBe(object)
  })

  it('answers a read of another type with the fallback, and does not let it spoil the next one', () => {
    const { client, source } = start()
    source.say(snapshot('l.1', { hero: flag('a', text) }))
    expect(client.details('hero', false)).toMatchObject({ value: false, errorCode: 'TYPE_MISMATCH' })
    expect(client.get('hero', 'x')).toBe('A')
  })

  it('never goes backwards within a history, and follows the server into a new one', () => {
    const { client, source } = start()
    source.say(snapshot('l.5', { hero: flag('b', text) }))
    expect(source.say(snapshot('l.4', { hero: flag('a', text) }))).toEqual([true])
    expect(client.get('hero', 'x')).toBe('B')
    source.say(snapshot('m.1', { hero: flag('a', text) }))
    expect(client.get('hero', 'x')).toBe('A')
  })

  it('refuses a change that skips a revision, and stays as it is', () => {
    const { client, source } = start()
    source.say(snapshot('l.1', { hero: flag('a', text) }))
    expect(source.say(change('l.2', 'l.3', { hero: flag('b', text) }))).toEqual([false])
    expect(client.get('hero', 'x')).toBe('A')
  })

  it('keeps values while the connection is lost, calls them stale after the age limit, and live again after', () => {
    const { client, source, clock } = start({ maxAgeMs: 1000 })
    source.say(snapshot('l.1', { hero: flag('a', text) }))
    source.say({ type: 'lost', attempt: 1, error: 'gone' })
    expect(client.state).toMatchObject({ status: 'reconnecting', revision: 'l.1', attempt: 1 })
    clock.advance(999)
    source.say({ type: 'lost', attempt: 2, error: 'gone' })
    expect(client.details('hero', 'x')).toMatchObject({ value: 'A', freshness: 'live' })
    clock.advance(1)
    expect(client.state.status).toBe('stale')
    expect(client.details('hero', 'x')).toMatchObject({ value: 'A', freshness: 'stale' })
    source.say({ type: 'current', revision: 'l.1' })
    expect(client.details('hero', 'x').freshness).toBe('live')
    expect(clock.delaysMs).toEqual([])
  })

  it('stops for good when it is refused, and goes on answering', async () => {
    const { client, source } = start()
    source.say(snapshot('l.1', { hero: flag('a', text) }))
    source.say({ type: 'refused', error: '401' })
    source.say(change('l.1', 'l.2', { hero: flag('b', text) }))
    await Promise.resolve()
    expect(client.state).toEqual({ status: 'stopped', revision: 'l.1', error: '401' })
    expect([client.get('hero', 'x'), source.open]).toEqual(['A', 0])
  })

  it('answers for the new context when setContext resolves, and tells only who is affected', async () => {
    const { client, source } = start({ context: { plan: 'a' } })
    source.say(snapshot('l.1', { hero: { ...flag('a', text), targeting: 'plan' }, other: flag() }))
    const heard: string[] = []
    for (const key of ['hero', 'other']) client.subscribe(key, () => heard.push(key))
    const end = client.subscribeContext(({ plan }) => heard.push(`plan ${plan}`))
    await client.setContext({ plan: 'b' })
    expect([client.get('hero', 'x'), client.context, heard]).toEqual(['B', { plan: 'b' }, ['hero', 'plan b']])
    end()
    await client.setContext({ plan: 'a' })
    expect(heard).toEqual(['hero', 'plan b', 'hero'])
  })

  it('is ready when there are values, when it is stopped, and at the latest when the time is up', async () => {
    const { client, source, clock } = start()
    const late = client.ready({ timeoutMs: 50 })
    clock.advance(50)
    expect((await late).status).toBe('loading')
    const ready = client.ready()
    source.say({ type: 'lost', attempt: 1, error: 'gone' })
    source.say(snapshot('l.1', {}))
    expect((await ready).status).toBe('live')
    expect(clock.delaysMs).toEqual([])
    const { client: closed } = start()
    const stopped = closed.ready()
    await closed.close()
    expect((await stopped).status).toBe('stopped')
  })

  it('ends subscriptions and the connection when it is closed', async () => {
    const { client, source } = start()
    source.say(snapshot('l.1', { hero: flag('a', text) }))
    const listener = vi.fn()
    client.subscribe('hero', listener)
    await client.close()
    await client.setContext({})
    expect(source.open).toBe(0)
    expect(listener).not.toHaveBeenCalled()
    expect(client.get('hero', 'x')).toBe('A')
  })
})
