import { type Clock, systemClock } from '../../clock.ts'
import { hashText } from '../../hash-text.ts'
import type { RemoteFlagSource } from '../flag-source.ts'
import { remoteSource } from '../remote-source.ts'
import { evaluatedView } from './evaluated-view.ts'
import { orderedJson } from './ordered-json.ts'
import { stayCurrent } from './stay-current.ts'

/** Which server {@link ofrepSource} asks, and how. */
export interface OfrepSourceOptions {
  /** The server's base URL, as `https://flags.example.com`; relative ones are taken from the page's address. */
  readonly url: string
  /**
   * Sent with every evaluation, for example `Authorization` or `X-API-Key`. Never sent to event streams, whose
   * addresses are authorized by themselves.
   */
  readonly headers?: { readonly [name: string]: string }
  /**
   * Names who asks, for the cache: give one where a key in `headers` changes from visit to visit and stands for the
   * same flags.
   *
   * @default a hash of `headers`
   */
  readonly authId?: string
  /**
   * Keeps what is stored apart from that of other clients of the same server and key: OpenFeature's domain.
   *
   * @default none
   */
  readonly domain?: string
  /**
   * What is done with the flags of an earlier visit.
   *
   * - `local-cache-first`: they are shown at once, and again when the server cannot be reached.
   * - `network-first`: they are shown only when the server could not be reached, answered 5xx or 429, or took longer
   *   than `requestTimeoutMs`: give that a short time then.
   * - `disabled`: nothing is stored, and nothing that was is shown.
   *
   * @default 'local-cache-first'
   */
  readonly cacheMode?: 'local-cache-first' | 'network-first' | 'disabled'
  /**
   * How often to ask while the server has no open event stream, in milliseconds, give or take a fifth.
   * Minimum: 1000.
   *
   * @default 30000
   */
  readonly pollIntervalMs?: number
  /**
   * How long the page may be hidden before it stops to listen and to ask, in milliseconds.
   *
   * @default what the server says, or 120000
   */
  readonly inactivityDelayMs?: number
  /** How long one answer may take, in milliseconds. @default 10000 */
  readonly requestTimeoutMs?: number
  /**
   * How long an open event stream may say nothing, comments included, before it is opened anew, in milliseconds, give
   * or take a fifth: one whose other end is gone is silent for ever. Above the interval in which the server writes
   * comments, nothing is opened for nothing. Minimum: 1000.
   *
   * @default 300000
   */
  readonly streamSilenceMs?: number
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
  /** Gives numbers from 0 up to, not including, 1. @default Math.random */
  readonly random?: () => number
}

const SHORTEST_INTERVAL_MS = 1000

/**
 * Any OFREP server: it evaluates, and the browser gets values. The bundle holds no evaluator.
 *
 * It asks again when an event stream of the server says so, each time such a stream was opened, in intervals while
 * there is none, and when the network or the user comes back. It keeps the time that `Retry-After` names. An answer
 * 401 or 403 ends it for good. What it got is kept per base URL, who asks, domain and context: `setContext` shows the
 * values of an earlier visit at once, as `CACHED`, and otherwise resolves when the server has answered. Unlike OFREP's
 * own proposal, the whole context counts, so that nobody is shown the flags of another plan or country: leave out of it
 * what changes with every visit.
 * Source: OFREP 0.3.0 and its ADR 8 (event streams) and 9 (cache modes), https://github.com/open-feature/protocol
 *
 * @throws TypeError when the URL is none.
 * @example
 * const source = ofrepSource({ url: 'https://flags.example.com', headers: { authorization: 'Bearer …' } })
 * const client = createFlagClient({ source, context: { targetingKey: 'user-7' } })
 */
export function ofrepSource(options: OfrepSourceOptions): RemoteFlagSource {
  const { headers = {}, clock = systemClock, random = Math.random, requestTimeoutMs = 10_000 } = options
  const { cacheMode = 'local-cache-first' } = options
  const baseUrl = new URL(options.url, globalThis.location?.href).href.replace(/\/+$/, '')
  const asker = options.authId ?? orderedJson(headers)
  const service = {
    baseUrl,
    headers,
    requestTimeoutMs,
    clock,
    random,
    // Called as a function of the page: a browser's fetch refuses any other receiver.
    fetch: options.fetch ?? ((...request: Parameters<typeof fetch>) => globalThis.fetch(...request)),
    pollIntervalMs: Math.max(SHORTEST_INTERVAL_MS, options.pollIntervalMs ?? 30_000),
    streamSilenceMs: Math.max(SHORTEST_INTERVAL_MS, options.streamSilenceMs ?? 300_000),
    // Not of a connection: it is the server that wants to be left alone, whatever the next context is.
    patience: { forMs: 0, untilMs: 0 },
    inactivityDelayMs: options.inactivityDelayMs,
  }
  return remoteSource((context) => ({
    id: `ofrep ${baseUrl} ${hashText(orderedJson([asker, options.domain, context]))}`,
    ...(cacheMode !== 'local-cache-first' && { cacheMode }),
    load: evaluatedView,
    connect: (sink) => stayCurrent(service, context, sink),
  }))
}
