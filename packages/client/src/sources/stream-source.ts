import { type Clock, systemClock } from '../clock.ts'
import { loadFlagRules } from './flag-rules.ts'
import type { FlagSource, SourceSink } from './flag-source.ts'
import { createReadingPlanner, type ReadingPlan } from './plan-reading.ts'
import { readService, type SignatureCheck } from './read-service.ts'
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
  const service = { ...options, clock }
  const pollIntervalMs = Math.max(SHORTEST_POLL_MS, options.pollIntervalMs ?? 30_000)

  async function stayCurrent(sink: SourceSink, closing: AbortSignal): Promise<void> {
    const { plan, succeed } = createReadingPlanner({ pollIntervalMs, now: clock.now, random })
    let next: Pick<ReadingPlan, 'endpoint' | 'startOver'> = { endpoint: 'stream', startOver: false }
    while (!closing.aborted) {
      const end = await readService(service, { ...next, sink, closing, succeed })
      if (closing.aborted) return
      if (end.refused !== undefined) {
        sink.receive({ type: 'refused', error: end.refused })
        return
      }
      const { delayMs, retryAfterMs, lost, isStreamRefused, ...reading } = plan(end)
      if (lost) sink.receive({ type: 'lost', ...lost })
      if (lost && isStreamRefused) sink.onDiagnostic?.({ code: 'stream-refused', message: lost.error })
      await waitForRetry(delayMs, clock, closing, retryAfterMs)
      next = reading
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
