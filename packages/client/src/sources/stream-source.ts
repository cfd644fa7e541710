import { type Clock, systemClock } from '../clock.ts'
import { createEventStreamParser } from './event-stream-parser.ts'
import { loadFlagRules } from './flag-rules.ts'
import type { FlagSource, SourceSink } from './flag-source.ts'
import { createReadingPlanner } from './plan-reading.ts'
import {
  type FlagServiceAccess,
  type ReadingEnd,
  readService,
  type ServiceEndpoint,
  type SignatureCheck,
} from './read-service.ts'
import { waitForRetry } from './wait-for-retry.ts'

/** Where {@link streamSource} connects to, and how. */
export interface StreamSourceOptions {
  /** The base URL of a Halyard service, as `https://flags.example.com`. */
  readonly url: string
  /**
   * Names what is served. Give one where the same URL serves different flags, depending on `headers`.
   *
   * @default the URL
   */
  readonly id?: string
  /** Sent with every request, for example an authorization. */
  readonly headers?: { readonly [name: string]: string }
  /**
   * How long the service may take for its first word, in milliseconds. Minimum: 1.
   *
   * @default 15000
   */
  readonly connectTimeoutMs?: number
  /**
   * How often to ask for a snapshot where streams do not get through, in milliseconds, give or take a fifth.
   * Minimum: 1000.
   *
   * @default 30000
   */
  readonly pollIntervalMs?: number
  /**
   * Accepts only flags that were signed: `verifySignatures` of `@halyard/client/signatures`.
   *
   * @default everything that the service sends is accepted
   */
  readonly verify?: SignatureCheck
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
  /** Gives numbers from 0 up to, not including, 1. @default Math.random */
  readonly random?: () => number
}

const SHORTEST_POLL_MS = 1000

const STREAM: ServiceEndpoint = {
  name: 'stream',
  contentType: 'text/event-stream',
  resume: (held) => ({ 'last-event-id': held }),
  async read(texts, take) {
    const events: [type: string, data: string][] = []
    const feed = createEventStreamParser({ onEvent: (...event) => events.push(event) })
    for await (const text of texts) {
      feed(text)
      // One after the other: a check of signatures takes its time.
      for (const event of events.splice(0)) await take(...event)
    }
  },
}

/**
 * A Halyard service: its rules are evaluated in the browser, and its changes arrive as they happen.
 *
 * After a failure it comes back by itself, with full jitter, at most 30 s later, and at once when the network or the
 * user comes back; where the service says `Retry-After`, not before that. It resumes after the revision that the client
 * holds. A connection on which nothing or next to nothing arrives counts as dead. An answer 401 or 403 ends it for good.
 *
 * Where streams do not get through (404, 405, 406, 501, another content type, or twice no word at all), it asks for a
 * snapshot at intervals, tells the client's `onDiagnostic`, and tries a stream again from time to time: after one
 * snapshot first, after 16 in the end.
 *
 * @example createFlagClient({ source: streamSource({ url: 'https://flags.example.com' }) })
 */
export function streamSource(options: StreamSourceOptions): FlagSource {
  const { url, id = url, clock = systemClock, random = Math.random } = options
  const service: FlagServiceAccess = { ...options, clock }
  const pollIntervalMs = Math.max(SHORTEST_POLL_MS, options.pollIntervalMs ?? 30_000)

  async function stayCurrent(sink: SourceSink, closing: AbortSignal): Promise<void> {
    const { succeed, plan, polled } = createReadingPlanner(clock.now, random)
    let startOver: boolean | undefined
    while (!closing.aborted) {
      const read = (endpoint: ServiceEndpoint): Promise<ReadingEnd | undefined> =>
        readService(service, { endpoint, startOver, sink, closing, succeed })
      const wait = (delayMs: number, retryAfterMs?: number): Promise<void> =>
        waitForRetry(delayMs, clock, closing, retryAfterMs)
      let end: ReadingEnd = (await read(STREAM)) ?? { error: 'the connection ended' }
      let next = plan(end)
      // Where the code for it cannot be loaded, nothing gets through: the stream is tried again.
      const chunk = next.polls > 0 && (await import('./poll-snapshots.ts').catch(() => null))
      if (closing.aborted) return
      if (chunk) {
        startOver = false
        const failure = await chunk.pollSnapshots({
          ...next,
          error: end.error,
          sink,
          pollIntervalMs,
          random,
          read,
          wait,
        })
        if (closing.aborted) return
        if (!failure) {
          polled()
          continue
        }
        end = failure
        next = plan(end, true)
      }
      const { error, isRefused, retryAfterMs } = end
      if (isRefused) {
        sink.receive({ type: 'refused', error })
        return
      }
      sink.receive({ type: 'lost', attempt: next.attempt, error })
      await wait(next.delayMs, retryAfterMs)
      startOver = end.startOver
    }
  }

  return {
    id,
    load: loadFlagRules,
    connect(sink) {
      const closing = new AbortController()
      void stayCurrent(sink, closing.signal)
      return () => closing.abort()
    },
  }
}
