import { ENDPOINTS, parseStreamEvent, type StreamEvent } from '@halyard/protocol/wire'
import { createParser } from 'eventsource-parser'
import { type Clock, systemClock } from '../clock.ts'
import { backoffMs } from './backoff.ts'
import { loadFlagRules } from './flag-rules.ts'
import type { FlagSource, SourceSink } from './flag-source.ts'
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
   * How long the service may take for its first word, in milliseconds.
   *
   * @default 15000
   */
  readonly connectTimeoutMs?: number
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
  /** Gives numbers from 0 up to, not including, 1. @default Math.random */
  readonly random?: () => number
}

const BACKOFF = { firstMs: 1000, maxMs: 30_000 }

// The protocol's two missed heartbeats, and half of one for the way.
const SILENT_HEARTBEATS = 2.5

// A machine that sleeps stops its timers. So none of them is long, and each compares the time with what it should be.
const WATCH_MS = 5000

/** Why a connection ended. */
interface End {
  readonly error: string
  /** The service will not serve this client. */
  readonly refused?: boolean
  /** The service asked to come back within this time. */
  readonly retryWithinMs?: number
  /** What was received does not connect: begin with a snapshot. */
  readonly startOver?: boolean
}

/**
 * A Halyard service: its rules are evaluated in the browser, and its changes arrive as they happen.
 *
 * After a failure it comes back by itself, with full jitter, at most 30 s later, and at once when the network or the
 * user comes back. It resumes after the revision that the client holds. A silent connection counts as dead. An answer
 * 401 or 403 ends it for good.
 *
 * @example createFlagClient({ source: streamSource({ url: 'https://flags.example.com' }) })
 */
export function streamSource(options: StreamSourceOptions): FlagSource {
  const { url, id = url, clock = systemClock, random = Math.random } = options
  return {
    id,
    load: loadFlagRules,
    connect(sink) {
      const closing = new AbortController()
      void stayConnected(sink, closing.signal)
      return () => closing.abort()
    },
  }

  async function stayConnected(sink: SourceSink, closing: AbortSignal): Promise<void> {
    let attempt = 0
    let startOver = false
    const succeed = (): void => {
      attempt = 0
    }
    while (!closing.aborted) {
      const end = await readStream(sink, closing, startOver, succeed)
      if (closing.aborted) return
      if (end.refused) {
        sink.receive({ type: 'refused', error: end.error })
        return
      }
      attempt += 1
      startOver = end.startOver ?? false
      sink.receive({ type: 'lost', attempt, error: end.error })
      const delayMs =
        end.retryWithinMs === undefined ? backoffMs(attempt, BACKOFF, random) : random() * end.retryWithinMs
      await waitForRetry(delayMs, clock, closing)
    }
  }

  /** Reads one connection until it ends. */
  async function readStream(
    sink: SourceSink,
    closing: AbortSignal,
    startOver: boolean,
    succeed: () => void,
  ): Promise<End> {
    const connection = new AbortController()
    const { signal } = connection
    let end: End | undefined
    let silenceMs = options.connectTimeoutMs ?? 15_000
    let cancelTimer = (): void => undefined

    const finish = (reason: End): void => {
      end ??= reason
      connection.abort()
    }
    let deadlineMs = 0
    const watch = (): void => {
      const leftMs = deadlineMs - clock.now()
      // More than was given: the clock was set back, and nobody knows how long the silence was.
      if (leftMs > 0 && leftMs <= silenceMs) cancelTimer = clock.schedule(watch, Math.min(leftMs, WATCH_MS))
      else finish({ error: `the service said nothing for ${silenceMs / 1000} s` })
    }
    const expectWord = (): void => {
      cancelTimer()
      deadlineMs = clock.now() + silenceMs
      watch()
    }
    const take = (event: StreamEvent | string | null): void => {
      if (event === null || end) return
      if (typeof event === 'string') finish({ error: event, startOver: true })
      else if (event.type === 'goodbye') {
        finish({ error: 'the service closed the connection', retryWithinMs: event.retryWithinMs })
      } else if (event.type === 'hello') {
        silenceMs = event.heartbeatMs * SILENT_HEARTBEATS
        succeed()
        const { revision } = event
        if (revision === sink.held?.revision) sink.receive({ type: 'current', revision })
      } else if (!sink.receive(event)) finish({ error: 'the stream left out a revision', startOver: true })
    }

    const close = (): void => finish({ error: 'closed' })
    closing.addEventListener('abort', close, { signal })
    expectWord()
    try {
      const response = await (options.fetch ?? fetch)(url.replace(/\/*$/, ENDPOINTS.stream), {
        headers: {
          ...options.headers,
          accept: 'text/event-stream',
          ...(!startOver && sink.held && { 'last-event-id': sink.held.revision }),
        },
        cache: 'no-store',
        signal,
      })
      const problem = judge(url, response)
      if (problem) return problem
      const parser = createParser({
        onEvent: ({ event = 'message', data }) => take(parseStreamEvent(event, data)),
      })
      // A fetch that was given as an option may not heed the signal: the pipe does.
      const reader = response.body?.pipeThrough(new TextDecoderStream(), { signal }).getReader()
      for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
        parser.feed(chunk.value)
        expectWord()
      }
    } catch (error) {
      finish({ error: `${url} cannot be read: ${(error as Error).message}` })
    } finally {
      cancelTimer()
      connection.abort()
    }
    return end ?? { error: 'the connection ended' }
  }
}

/** Says what is wrong with an answer that is not a stream, `null` for one that is. */
function judge(url: string, { status, ok, headers }: Response): End | null {
  if (status === 401 || status === 403) {
    return { error: `${url} answered ${status}: check the key in "headers"`, refused: true }
  }
  if (!ok) return { error: `${url} answered ${status}` }
  const type = headers.get('content-type') ?? 'no type'
  return type.startsWith('text/event-stream')
    ? null
    : { error: `${url} answered with ${type}, not with an event stream: check "url"` }
}
