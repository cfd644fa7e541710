import { answerStream } from '../answer-stream.ts'
import { answerError, answerPreflight } from '../answers.ts'
import type { FlagStore } from '../flag-store.ts'
import { createStreamHub } from '../stream-hub.ts'
import type { Timers } from '../timers.ts'

/** Where OFREP's clients listen. Bulk evaluations name it; nobody has to know. */
export const REFETCH_STREAM_PATH = '/ofrep/v1/stream'

/** The stream that tells clients to evaluate again. */
export interface RefetchStream {
  /** Open connections right now. */
  readonly size: number
  answer(request: Request): Response
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
}

const METHODS = 'GET, HEAD, OPTIONS'

/**
 * Creates the stream. Whoever comes, or comes back, without the current revision as `Last-Event-ID` is told at once: flags
 * may have changed since that client had them evaluated. Source: OFREP 0.3.0, event-streams.yaml and ADR-0008.
 */
export function createRefetchStream(options: RefetchStreamOptions): RefetchStream {
  const { store, now, maxQueueBytes, retryWithinMs } = options
  const encoder = new TextEncoder()
  const hub = createStreamHub(options)
  let lastModifiedMs = now()

  function encodeNews(): string {
    const { revision } = store.current()
    const lastModified = Math.floor(lastModifiedMs / 1000)
    const event = { type: 'refetchEvaluation', etag: revision, lastModified }
    return `id: ${revision}\ndata: ${JSON.stringify(event)}\n\n`
  }
  const leaveStore = store.subscribe(() => {
    lastModifiedMs = now()
    hub.broadcast(encodeNews())
  })

  return {
    get size() {
      return hub.size
    },
    answer(request) {
      const { method, headers } = request
      if (method === 'OPTIONS') return answerPreflight(METHODS)
      if (method !== 'GET' && method !== 'HEAD') return answerError('METHOD_NOT_ALLOWED', method, METHODS)
      const isCurrent = headers.get('last-event-id') === store.current().revision
      // a comment where there is nothing to tell, so that the client sees the stream open
      const first = () => encoder.encode(isCurrent ? ':\n\n' : encodeNews())
      return answerStream(request, { hub, first, maxQueueBytes })
    },
    close() {
      leaveStore()
      hub.close((share) => `retry: ${Math.round(share * retryWithinMs)}\n\n`)
    },
  }
}
