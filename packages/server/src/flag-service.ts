import {
  ENDPOINTS,
  encodeStreamEvent,
  isRevision,
  type Revision,
  type ServiceHealth,
  type StreamEvent,
} from '@halyard/protocol/wire'
import { answerStream } from './answer-stream.ts'
import { answerError, answerPreflight, COMMON_HEADERS } from './answers.ts'
import { readSecret } from './credentials/read-secret.ts'
import { createEncodedHistory } from './encoded-history.ts'
import type { FlagStore } from './flag-store.ts'
import { hasEntityTag } from './has-entity-tag.ts'
import { answerInsights } from './insights/answer-insights.ts'
import type { InsightsStore } from './insights/insights-store.ts'
import { createMemoryInsights } from './insights/memory-insights.ts'
import { tendInsights } from './insights/tend-insights.ts'
import type { ManagementApi } from './management/management-api.ts'
import { createOfrepEndpoint } from './ofrep/ofrep-endpoint.ts'
import type { ServiceObserver } from './operations/service-observer.ts'
import type { ServiceRequest } from './service-request.ts'
import type { SigningKey } from './signing-key.ts'
import { createStreamHub } from './stream-hub.ts'
import { systemTimers, type Timers } from './timers.ts'
import { WholeResponse } from './whole-response.ts'

/** Answers requests for one environment's flags. */
export interface FlagService {
  /** Answers a request; never rejects. Paths are those of `ENDPOINTS`. */
  fetch(request: ServiceRequest): Promise<Response>
  /** Open stream connections right now. */
  readonly streamCount: number
  /** What waits for clients that read slowly, in bytes, right now. */
  readonly queuedBytes: number
  /** Whether requests are refused, because the service was closed. */
  readonly isClosed: boolean
  /** Says goodbye to every stream and refuses requests from now on. The store stays open. */
  close(): void
}

/** What a flag service serves, and how it keeps its streams. */
export interface FlagServiceOptions {
  readonly store: FlagStore
  /** Answers what is about managing flags: see {@link createManagementApi}. @default nothing does */
  readonly management?: ManagementApi | undefined
  /** Whether a credential that came with a request opens what pages are served. @default everybody may have it */
  readonly admitsClient?: ((secret: string) => boolean) | undefined
  /** Where exposures, tracking events and evaluations of single flags are counted. @default createMemoryInsights() */
  readonly insights?: InsightsStore
  /** Milliseconds since 1970, for the hours of insights. @default Date.now */
  readonly now?: () => number
  /** Told what could not be kept; clients send it again. */
  readonly onProblem?: (error: Error) => void
  /** How often a stream gets a comment line, in milliseconds. Minimum: 1. @default 15000 */
  readonly heartbeatMs?: number
  /** How much may wait for a slow client before its stream is ended, in bytes. Minimum: 1. @default 1048576 */
  readonly maxQueueBytes?: number
  /** Over how long clients spread their return when the service closes, in milliseconds. Minimum: 1. @default 5000 */
  readonly retryWithinMs?: number
  /** Signs snapshots and changes, for pages that accept no others: see {@link parseSigningKey}. @default not signed */
  readonly signingKey?: SigningKey | undefined
  /** Hears what happens to streams, each kind by its name. @default nobody */
  readonly observeStreams?: ServiceObserver['streams']
  readonly timers?: Timers
}

const encoder = new TextEncoder()

/**
 * Creates a flag service: snapshot, stream, OFREP and health, for browsers of any origin. It opens no socket; an adapter
 * such as {@link listen} does.
 *
 * @example
 * const service = createFlagService({ store: await openFileStore({ path: 'flags.json' }) })
 * await service.fetch(new Request('http://localhost/halyard/v1/snapshot'))
 */
export function createFlagService(options: FlagServiceOptions): FlagService {
  const { store, heartbeatMs = 15_000, maxQueueBytes = 2 ** 20, retryWithinMs = 5_000 } = options
  const sign = options.signingKey?.sign
  const history = createEncodedHistory(store, sign)
  const streaming = { heartbeatMs, maxQueueBytes, retryWithinMs, timers: options.timers ?? systemTimers }
  const hub = createStreamHub({ ...streaming, observer: options.observeStreams?.('flags') })
  const leaveStore = store.subscribe((change) =>
    hub.broadcast(encodeStreamEvent({ type: 'change', ...change }, sign)),
  )
  const readKey = options.admitsClient && readSecret
  const insightsEndpoint = {
    insights: options.insights ?? createMemoryInsights(),
    flagSet: () => store.current().flagSet,
    now: options.now ?? Date.now,
    onProblem: options.onProblem ?? (() => undefined),
  }
  const { now } = insightsEndpoint
  const tended = tendInsights({ ...insightsEndpoint, timers: streaming.timers })
  const onEvaluation = tended.countEvaluation
  const observer = options.observeStreams?.('ofrep')
  const ofrep = createOfrepEndpoint({ store, now, readKey, onEvaluation, observer, ...streaming })
  let isClosed = false

  const endpoints: { readonly [path: string]: (request: ServiceRequest, url: URL) => Response } = {
    [ENDPOINTS.snapshot]: answerSnapshot,
    [ENDPOINTS.stream]: answerFlagStream,
    [ENDPOINTS.health]: answerHealth,
  }

  function answerSnapshot(request: ServiceRequest): Response {
    const etag = `"${store.current().revision}"`
    // no-cache: caches may keep it, but ask every time
    const headers = { ...COMMON_HEADERS, ETag: etag, 'Cache-Control': 'no-cache' }
    if (hasEntityTag(request, etag)) return new Response(null, { status: 304, headers })
    return answerJson(request, history.snapshotBody(), headers)
  }

  function answerHealth(request: ServiceRequest): Response {
    const health: ServiceHealth = {
      status: 'ok',
      revision: store.current().revision,
      streams: hub.size + ofrep.streamCount,
    }
    const body = encoder.encode(JSON.stringify(health))
    return answerJson(request, body, { ...COMMON_HEADERS, 'Cache-Control': 'no-store' })
  }

  function answerFlagStream(request: ServiceRequest, url: URL): Response {
    const first = () => [encodeHello(), history.catchUp(heldRevision(request, url))]
    return answerStream(request, { hub, first, maxQueueBytes })
  }

  function encodeHello(): Uint8Array<ArrayBuffer> {
    const hello: StreamEvent = { type: 'hello', revision: store.current().revision, heartbeatMs }
    return encoder.encode(encodeStreamEvent(hello))
  }

  function answer(request: ServiceRequest): Response | Promise<Response> {
    const url = new URL(request.url)
    if (options.management?.handles(url.pathname)) {
      return isClosed ? answerError('CLOSING', url.pathname) : options.management.fetch(request)
    }
    // a browser asks what it may send without saying who it is, and whoever watches the process has no key
    const isOpen = request.method === 'OPTIONS' || url.pathname === ENDPOINTS.health
    if (options.admitsClient && !isOpen && !options.admitsClient(readSecret(request.headers, url))) {
      return answerError('UNAUTHENTICATED', url.pathname)
    }
    if (url.pathname === ENDPOINTS.insights) {
      return isClosed ? answerError('CLOSING', url.pathname) : answerInsights(request, insightsEndpoint)
    }
    if (ofrep.handles(url.pathname)) {
      return isClosed ? answerError('CLOSING', url.pathname) : ofrep.fetch(request, url)
    }
    const endpoint = Object.hasOwn(endpoints, url.pathname) ? endpoints[url.pathname] : undefined
    if (!endpoint) return answerError('NOT_FOUND', url.pathname)
    if (request.method === 'OPTIONS') return answerPreflight()
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answerError('METHOD_NOT_ALLOWED', request.method)
    if (isClosed) return answerError('CLOSING', url.pathname)
    return endpoint(request, url)
  }

  return {
    fetch: async (request) => answer(request),
    get streamCount() {
      return hub.size + ofrep.streamCount
    },
    get queuedBytes() {
      return hub.queuedBytes + ofrep.queuedBytes
    },
    get isClosed() {
      return isClosed
    },
    close() {
      if (isClosed) return
      isClosed = true
      leaveStore()
      hub.close(() => encodeStreamEvent({ type: 'goodbye', retryWithinMs }))
      ofrep.close()
      tended.close()
    },
  }
}

/** What the client says it holds: browsers send the header when they come back, `?after=` is for the first connection. */
function heldRevision(request: ServiceRequest, url: URL): Revision | undefined {
  const held = request.headers.get('last-event-id') ?? url.searchParams.get('after')
  return isRevision(held) ? held : undefined
}

function answerJson(
  request: ServiceRequest,
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Response {
  const response = new WholeResponse(body, { headers: { ...headers, 'Content-Type': 'application/json' } })
  return request.method === 'HEAD' ? new Response(null, response) : response
}
