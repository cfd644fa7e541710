import { parseJson } from '@halyard/protocol/wire'
import { isJsonObject } from '@halyard/schema'
import type { Clock } from '../../clock.ts'
import { backoffMs } from '../backoff.ts'
import { createEventStreamParser } from '../event-stream-parser.ts'
import { waitForRetry } from '../wait-for-retry.ts'
import { type SilenceWatch, watchSilence } from '../watch-silence.ts'
import type { EventStreamAddress } from './event-stream-address.ts'

/** What a server says through event streams. */
export interface EventStreamsOptions {
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly random: () => number
  /** How long a stream may take to open, in milliseconds. */
  readonly requestTimeoutMs: number
  /** How long an open stream may say nothing, in milliseconds, give or take a fifth. */
  readonly streamSilenceMs: number
  /**
   * Called when flags may have changed: a stream said so, with what it said about them as query parameters, or a stream
   * was opened, and what was said before that is lost.
   */
  onNews(query: { readonly [name: string]: string }): void
  /** Called when a server will not have a stream any more: its address has to be asked for anew. */
  onExpired(): void
}

/** The streams that are listened to. */
export interface EventStreams {
  /** Whether every one of them is open, and there is one: then there is no need to ask. */
  readonly areOpen: boolean
  /** Listens to exactly these from now on. */
  follow(addresses: readonly EventStreamAddress[]): void
}

interface Listening {
  open: boolean
  /** What the server asked to wait before the next attempt, in milliseconds. */
  retryMs: number
  readonly end: AbortController
}

const BACKOFF = { firstMs: 1000, maxMs: 30_000 }

/**
 * Listens to the event streams of an OFREP server. Says nothing about their failures: asking in intervals makes up for
 * them, and their addresses are secrets that an error would carry into logs.
 * Source: OFREP ADR-0008.
 */
export function createEventStreams(options: EventStreamsOptions): EventStreams {
  const { fetch, clock, random, onNews, onExpired } = options
  const listening = new Map<string, Listening>()

  async function listen(url: string, state: Listening): Promise<void> {
    const { signal } = state.end
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      if ((await read(url, state)) === 'expired') return expire(url, state)
      if (state.open) attempt = 1
      state.open = false
      await waitForRetry(state.retryMs + backoffMs(attempt, BACKOFF, random), clock, signal)
    }
  }

  /** Reads one connection until it ends. */
  async function read(url: string, state: Listening): Promise<'ended' | 'expired'> {
    const connection = new AbortController()
    const { signal } = connection
    const cut = (): void => connection.abort()
    const silence = watchSilence(clock, cut)
    state.end.signal.addEventListener('abort', cut, { signal })
    // A connection over the network of before is as good as dead, and does not end.
    globalThis.addEventListener?.('online', cut, { signal })
    silence.expectWord(options.requestTimeoutMs)
    try {
      const request = { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal } as const
      const { status, headers, body } = await fetch(url, request)
      if (status >= 400 && status < 500 && status !== 429) return 'expired'
      if (status === 200 && headers.get('content-type')?.startsWith('text/event-stream')) {
        state.open = true
        onNews({})
        await readBody(body, state, signal, silence)
      }
    } catch {
      // Cut, or never there: it is tried again, and said nowhere, because the reason may show the address.
    } finally {
      silence.end()
      cut()
    }
    return 'ended'
  }

  async function readBody(
    body: Response['body'],
    state: Listening,
    signal: AbortSignal,
    silence: SilenceWatch,
  ): Promise<void> {
    const feed = createEventStreamParser({
      onEvent: (_, data) => !signal.aborted && take(data),
      onRetry: (ms) => {
        state.retryMs = ms
      },
    })
    const reader = body?.pipeThrough(new TextDecoderStream(), { signal }).getReader()
    for (;;) {
      silence.expectWord(Math.round(options.streamSilenceMs * (0.8 + random() * 0.4)))
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return
      feed(chunk.value)
    }
  }

  function take(data: string): void {
    const event = parseJson(data)
    if (!isJsonObject(event) || event.type !== 'refetchEvaluation') return
    const { etag, lastModified } = event
    onNews({
      ...(typeof etag === 'string' && { flagConfigEtag: etag }),
      ...((typeof lastModified === 'string' || typeof lastModified === 'number') && {
        flagConfigLastModified: String(lastModified),
      }),
    })
  }

  function expire(url: string, state: Listening): void {
    if (listening.get(url) !== state) return
    listening.delete(url)
    onExpired()
  }

  return {
    get areOpen() {
      return listening.size > 0 && [...listening.values()].every(({ open }) => open)
    },
    follow(addresses) {
      const wanted = new Set(addresses.map(({ url }) => url))
      for (const [url, { end }] of listening) {
        if (wanted.has(url)) continue
        end.abort()
        listening.delete(url)
      }
      for (const url of wanted) {
        if (listening.has(url)) continue
        const state = { open: false, retryMs: 0, end: new AbortController() }
        listening.set(url, state)
        void listen(url, state)
      }
    },
  }
}
