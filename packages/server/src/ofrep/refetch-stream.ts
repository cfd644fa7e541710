import { answerStream } from '../answer-stream.ts'
import { answerError, answerPreflight } from '../answers.ts'
import type { FlagStore } from '../flag-store.ts'
import type { ServiceRequest } from '../service-request.ts'
import { createStreamHub, type StreamObserver } from '../stream-hub.ts'
import type { Timers } from '../timers.ts'

/** Where OFREP's clients listen. Bulk evaluations name it; nobody has to know. */
export const REFETCH_STREAM_PATH = '/ofrep/v1/stream'

/** The stream that tells clients to evaluate again. */
export interface RefetchStream {
  /** Open connections right now. */
  readonly size: number
  /** What waits for slow clients right now, in bytes. */
  readonly queuedBytes: number
  answer(request: ServiceRequest): Response
  /** Tells everybody at an instant as well: then time alone changes what somebody got. In milliseconds since 1970. */
  tellAt(atMs: number): void
  /** Tells clients to come back one after the other, and ends their streams. */
  close(): void
}

/** What a stream tells of, and how it is kept: see {@link FlagServiceOptions}. */
export interface RefetchStreamOptions {
  readonly store: FlagStore
  /** Milliseconds since 1970: what rules see as the time, and when a change is said to have happened. */
  readonly now: () => number
  readonly heartbeatMs: number
  readonly maxQueueBytes: number
  readonly retryWithinMs: number
  readonly timers: Timers
  readonly observer?: StreamObserver | undefined
}

const METHODS = 'GET, HEAD, OPTIONS'

/** So much lies between two times that time alone is told of: a ramp, which changes every second, costs what asking would. */
const MIN_INTERVAL_MS = 30_000
/** Timers count no further than 24 days. */
const MAX_DELAY_MS = 86_400_000

/**
 * Creates the stream. Whoever comes, or comes back, and has not heard of the last change is told at once: flags may be
 * others than when that client had them evaluated. Source: OFREP 0.3.0, event-streams.yaml and ADR-0008.
 */
export function createRefetchStream(options: RefetchStreamOptions): RefetchStream {
  const { store, now, timers, maxQueueBytes, retryWithinMs } = options
  const encoder = new TextEncoder()
  const hub = createStreamHub(options)
  let lastModified = Math.floor(now() / 1000)
  let due: { readonly atMs: number; readonly cancel: () => void } | undefined
  let earliestMs = 0

  /** Another one after each change and each start of the service, which may have missed an instant. */
  const eventId = (): string => `${store.current().revision}-${lastModified}`

  function encodeNews(): string {
    const event = { type: 'refetchEvaluation', etag: store.current().revision, lastModified }
    return `id: ${eventId()}\ndata: ${JSON.stringify(event)}\n\n`
  }

  function tell(): void {
    lastModified = Math.floor(now() / 1000)
    hub.broadcast(encodeNews())
  }
  const leaveStore = store.subscribe(tell)

  function tellAt(wantedMs: number): void {
    const atMs = Math.max(wantedMs, earliestMs)
    if (due && due.atMs <= atMs) return
    due?.cancel()
    const cancel = timers.after(Math.min(Math.max(atMs - now(), 0), MAX_DELAY_MS), () => {
      due = undefined
      if (now() < atMs) return tellAt(atMs)
      earliestMs = now() + MIN_INTERVAL_MS
      tell()
    })
    due = { atMs, cancel }
  }

  return {
    get size() {
      return hub.size
    },
    get queuedBytes() {
      return hub.queuedBytes
    },
    answer(request) {
      const { method, headers } = request
      if (method === 'OPTIONS') return answerPreflight(METHODS)
      if (method !== 'GET' && method !== 'HEAD') return answerError('METHOD_NOT_ALLOWED', method, METHODS)
      const isCurrent = headers.get('last-event-id') === eventId()
      // a comment where there is nothing to tell, so that the client sees the stream open
      const first = () => [encoder.encode(isCurrent ? ':\n\n' : encodeNews())]
      return answerStream(request, { hub, first, maxQueueBytes })
    },
    tellAt,
    close() {
      leaveStore()
      due?.cancel()
      hub.close((share) => `retry: ${Math.round(share * retryWithinMs)}\n\n`)
    },
  }
}
