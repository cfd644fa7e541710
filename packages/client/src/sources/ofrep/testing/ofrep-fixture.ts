import type { EvaluationContext } from '@halyard/schema'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { createFlagClient } from '../../../create-flag-client.ts'
import type { FlagClient } from '../../../flag-client.ts'
import type { FlagClientOptions } from '../../../flag-client-options.ts'
import type { FlagStorage } from '../../../storage/flag-storage.ts'
import { memoryStorage } from '../../../storage/memory-storage.ts'
import { createFakeClock, type FakeClock } from '../../../testing/fake-clock.ts'
import { createFakeOfrepServer, type FakeOfrepServer } from '../../../testing/fake-ofrep-server.ts'
import { type OfrepSourceOptions, ofrepSource } from '../ofrep-source.ts'

/** The address of the one stream that {@link OfrepFixture.streaming} has a server name. */
export const STREAM_URL = 'https://sse.test/stream?token=secret'

/** What a test of the OFREP source needs; each test has its own. */
export interface OfrepFixture {
  /** Serves `hero` as `A` to begin with. */
  readonly server: FakeOfrepServer
  readonly clock: FakeClock
  readonly storage: FlagStorage
  /** Starts a client of the server; it is closed after the test. */
  start(
    options?: Partial<OfrepSourceOptions>,
    context?: EvaluationContext,
    clientOptions?: Partial<FlagClientOptions>,
  ): FlagClient
  /** Starts one with a stream that is open, and everything asked that the opening gives reason to. */
  streaming(options?: Partial<OfrepSourceOptions>): Promise<FlagClient>
  /** Waits until the server was asked for evaluations so many times. */
  requests(count: number): Promise<void>
  /** Waits until somebody waits for the clock. */
  waits(): Promise<void>
  /** Waits until somebody waits for so many milliseconds. */
  waitsFor(delayMs: number): Promise<void>
}

/** Gives every test of a file a server, a clock, and a storage that outlives its clients. */
export function useOfrepFixture(): OfrepFixture {
  const clients: FlagClient[] = []
  const fresh = () => ({
    server: createFakeOfrepServer(),
    clock: createFakeClock(Date.UTC(2024, 1, 7, 12)),
    storage: memoryStorage(),
  })

  const fixture = {
    ...fresh(),
    start(
      options: Partial<OfrepSourceOptions> = {},
      context: EvaluationContext = { targetingKey: 'u1' },
      clientOptions: Partial<FlagClientOptions> = {},
    ): FlagClient {
      const { server, clock, storage } = fixture
      const url = 'https://flags.test/base/'
      const source = ofrepSource({ url, fetch: server.fetch, clock, ...options })
      const client = createFlagClient({ source, context, storage, clock, tabs: false, ...clientOptions })
      clients.push(client)
      client.start()
      return client
    },
    async streaming(options: Partial<OfrepSourceOptions> = {}): Promise<FlagClient> {
      fixture.server.eventStreams = [{ type: 'sse', url: STREAM_URL }]
      const client = fixture.start(options)
      await fixture.requests(2)
      await live(client)
      return client
    },
    requests: (count: number) => vi.waitFor(() => expect(fixture.server.requests).toHaveLength(count)),
    waits: () => vi.waitFor(() => expect(fixture.clock.delaysMs).not.toEqual([])),
    waitsFor: (delayMs: number) => vi.waitFor(() => expect(fixture.clock.delaysMs).toContain(delayMs)),
  }

  beforeEach(() => {
    Object.assign(fixture, fresh())
    fixture.server.serve({ hero: 'A' })
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await Promise.all(clients.splice(0).map((client) => client.close()))
  })
  return fixture
}

/** Waits until the server has confirmed the client's flags. */
export function live(client: FlagClient): Promise<void> {
  return vi.waitFor(() => expect(client.state.status).toBe('live'))
}

/** Waits until the flag `hero` has this value. */
export function shows(client: FlagClient, value: string): Promise<void> {
  return vi.waitFor(() => expect(client.get('hero', '-')).toBe(value))
}

/** Hides the page, or shows it. */
export function setVisibility(state: 'hidden' | 'visible'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}
