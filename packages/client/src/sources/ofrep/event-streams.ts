import { parseJson } from '@halyard/protocol/wire'
import { isJsonObject } from '@halyard/schema'
import type { Clock } from '../../clock.ts'
import { backoffMs } from '../backoff.ts'
import { createEventStreamParser } from '../event-stream-parser.ts'
import { waitForRetry } from '../wait-for-retry.ts'
import type { EventStreamAddress } from './event-stream-address.ts'

/** What a server says through event streams. */
export interface EventStreamsOptions {
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly random: () => number
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
    let retryMs = 0
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        const response = await fetch(url, {
          headers: { accept: 'text/event-stream' },
          cache: 'no-store',
          signal,
        })
        if (response.status >= 400 && response.status < 500 && response.status !== 429)
          return expire(url, state)
        if (response.ok && response.headers.get('content-type')?.startsWith('text/event-stream')) {
          attempt = 0
          state.open = true
          if (!signal.aborted) onNews({})
          const feed = createEventStreamParser({
            onEvent: (_, data) => !signal.aborted && take(data),
            onRetry: (ms) => {
              retryMs = ms
            },
          })
          const reader = response.body?.pipeThrough(new TextDecoderStream(), { signal }).getReader()
          for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
            feed(chunk.value)
          }
        }
      } catch {
        // Cut, or never there: it is tried again, and said nowhere, because the reason may show the address.
      }
      state.open = false
      await waitForRetry(retryMs + backoffMs(Math.max(1, attempt), BACKOFF, random), clock, signal)
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
        const state = { open: false, end: new AbortController() }
        listening.set(url, state)
        void listen(url, state)
      }
    },
  }
}
