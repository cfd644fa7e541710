import type { Snapshot } from '@halyard/protocol/wire'
import type { FlagSet, FlagValue } from '@halyard/schema'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { FakeClock } from '../../testing/fake-clock.ts'
import type { FlagSource, FlagView, SourceEvent, SourceSink } from '../flag-source.ts'
import { relateEvent } from '../relate-event.ts'

/** A source, and the test's hand on its server, which serves one flag: `hero`, a text. */
export interface SourceUnderTest {
  readonly source: FlagSource
  /** Absent for a source that has no server. */
  readonly server?: {
    /** The clock of the source. */
    readonly clock: FakeClock
    /** How often the source asked or connected. */
    readonly attempts: () => number
    /** Serves another value, and says so where servers of this kind do. */
    change(value: string): void
    /** Fails the source once: what it has, or what it asks for next. */
    cut(): void
    /** Serves nobody from now on, and has the source find out. */
    refuse(): void
  }
}

interface Connected {
  readonly events: readonly SourceEvent[]
  readonly held: Snapshot | undefined
  readonly value: () => FlagValue | undefined
  readonly disconnect: () => void
}

/** Connects a client that keeps to the contract as well, and does nothing else. */
function connect(source: FlagSource, resumed?: Snapshot): Connected {
  let held = resumed
  let view: FlagView | undefined = resumed && source.load(resumed.flagSet)
  const events: SourceEvent[] = []
  const sink: SourceSink = {
    get held() {
      return held
    },
    receive(event) {
      events.push(event)
      if (event.type === 'lost' || event.type === 'refused') return true
      const relation = relateEvent(held?.revision, event)
      if (relation !== 'apply') return relation === 'confirm'
      view = event.type === 'snapshot' ? source.load(event.flagSet) : view
      if (event.type === 'change') view = view?.patch(event.changes)
      held = view && { revision: event.revision, flagSet: view.flagSet }
      return true
    },
  }
  const disconnect = source.connect(sink)
  onTestFinished(disconnect)
  return {
    events,
    get held() {
      return held
    },
    value: () => view?.evaluate('hero', '-', {}, 0, 'live').value,
    disconnect,
  }
}

const shows = (client: Connected, value: string): Promise<void> =>
  vi.waitFor(() => expect(client.value()).toBe(value))

const says = (client: Connected, type: SourceEvent['type']): Promise<void> =>
  vi.waitFor(() => expect(client.events.map((event) => event.type)).toContain(type))

/** What whoever comes back to a page does to it. */
const comeBack = (): unknown => globalThis.dispatchEvent?.(new Event('online'))

// Longer than any wait of a source.
const LONG_MS = 600_000

/**
 * What every {@link FlagSource} keeps to.
 *
 * @param create makes a source whose server serves `hero` with this value.
 */
export function describeFlagSource(create: (value: string) => SourceUnderTest): void {
  it('delivers what is served, and it evaluates', async () => {
    await shows(connect(create('A').source), 'A')
  })

  it('tells a client that holds what is served that it is current, and changes nothing', async () => {
    const { source } = create('A')
    const first = connect(source)
    await shows(first, 'A')
    first.disconnect()
    const { held } = first
    const second = connect(source, held)
    await vi.waitFor(() => expect(second.events.length).toBeGreaterThan(0))
    for (const event of second.events) {
      expect('revision' in event && relateEvent(held?.revision, event)).toBe('confirm')
    }
    expect(second.held).toBe(held)
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'flag'],
    ['a list', []],
    ['an empty object', {}],
    [
      'half a flag',
      { state: 'ENABLED', variants: null, defaultVariant: 7, targeting: 'x', 'x-verdict': 'x' },
    ],
    ['a flag that names what is not there', { state: 'ENABLED', variants: {}, defaultVariant: 'gone' }],
  ])('evaluates any flag set without throwing: %s in the place of a flag', (_, odd) => {
    const { source } = create('A')
    const flags = Object.fromEntries(['odd', '__proto__'].map((key) => [key, odd])) as FlagSet['flags']
    const view = source.load({ flags })
    for (const flagKey of ['odd', '__proto__', 'constructor', 'toString', '']) {
      for (const fallback of [undefined, true, 'x', 0, {}]) {
        const outcome = view.evaluate(flagKey, fallback, {}, 0, 'cached')
        expect(outcome).toMatchObject({ flagKey, reason: expect.any(String) })
        expect(outcome.value).toBe(fallback)
      }
    }
  })

  if (!create('A').server) return
  describe('with a server', () => {
    function connected(value: string) {
      const { source, server } = create(value)
      if (!server) throw new Error('this source has no server: the suite does not come here')
      return { source, server, client: connect(source) }
    }

    it('asks for nothing before it is connected', () => {
      expect(create('A').server?.attempts()).toBe(0)
    })

    it('passes a change on, under another revision', async () => {
      const { server, client } = connected('A')
      await shows(client, 'A')
      const before = client.held?.revision
      server.change('B')
      await shows(client, 'B')
      expect(client.held?.revision).not.toBe(before)
    })

    it('brings a client up to date that holds what was served before', async () => {
      const { source, server, client } = connected('A')
      await shows(client, 'A')
      client.disconnect()
      server.change('B')
      await shows(connect(source, client.held), 'B')
    })

    it('says that it is lost, and comes back by itself', async () => {
      const { server, client } = connected('A')
      await shows(client, 'A')
      server.cut()
      await says(client, 'lost')
      expect(client.events.at(-1)).toEqual({
        type: 'lost',
        attempt: 1,
        error: expect.stringMatching(/\w+ \w+/),
      })
      const count = client.events.length
      server.clock.advance(LONG_MS)
      await vi.waitFor(() => expect(client.events.length).toBeGreaterThan(count))
      expect(['current', 'snapshot']).toContain(client.events[count]?.type)
      server.change('B')
      await shows(client, 'B')
    })

    it('says once that it is refused, and never asks again', async () => {
      const { server, client } = connected('A')
      await shows(client, 'A')
      server.refuse()
      await says(client, 'refused')
      const [attempts, count] = [server.attempts(), client.events.length]
      server.clock.advance(LONG_MS)
      comeBack()
      expect([server.attempts(), client.events.length, server.clock.delaysMs]).toEqual([attempts, count, []])
    })

    it('says nothing and waits for nothing after it was disconnected', async () => {
      const { server, client } = connected('A')
      await shows(client, 'A')
      const count = client.events.length
      client.disconnect()
      client.disconnect()
      server.change('B')
      comeBack()
      await vi.waitFor(() => expect(server.clock.delaysMs).toEqual([]))
      expect(client.events).toHaveLength(count)
    })

    it('says nothing of an answer that comes after it was disconnected', async () => {
      const { server, client } = connected('A')
      await vi.waitFor(() => expect(server.attempts()).toBe(1))
      client.disconnect()
      await vi.waitFor(() => expect(server.clock.delaysMs).toEqual([]))
      expect(client.events).toEqual([])
    })
  })
}
