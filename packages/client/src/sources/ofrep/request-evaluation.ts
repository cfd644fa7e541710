import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import type { Clock } from '../../clock.ts'
import { retryAfterMs } from '../retry-after.ts'
import { type EvaluatedFlagSet, parseEvaluatedFlags } from './evaluated-flag-set.ts'
import { type EventStreamAddress, parseEventStreams } from './event-stream-address.ts'

/** What is the same for all requests of a connection. */
export interface EvaluationService {
  /** Absolute, without a slash at the end. */
  readonly baseUrl: string
  readonly headers: { readonly [name: string]: string }
  readonly requestTimeoutMs: number
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
}

/** What one request asks for. */
export interface EvaluationRequest {
  readonly context: EvaluationContext
  /** The tag of the flags that are held; absent, the server has to give all of them. */
  readonly etag?: string | undefined
  /** What an event stream said about the flags that there are now. */
  readonly query: { readonly [name: string]: string }
}

/** What came of a request. */
export type EvaluationAnswer =
  | {
      readonly type: 'flags'
      readonly flagSet: EvaluatedFlagSet
      readonly streams: readonly EventStreamAddress[]
    }
  | { readonly type: 'unchanged' }
  | { readonly type: 'refused'; readonly error: string }
  | {
      readonly type: 'failed'
      readonly error: string
      readonly retryAfterMs?: number | undefined
      /** There is a server, and it is well, but it does not answer as one for this client. */
      readonly misconfigured?: boolean
    }

/**
 * Has a server evaluate all flags for a context. Never rejects.
 * Source: OFREP 0.3.0, `POST /ofrep/v1/evaluate/flags`.
 */
export async function requestEvaluation(
  { baseUrl, headers, requestTimeoutMs, fetch, clock }: EvaluationService,
  { context, etag, query }: EvaluationRequest,
  closing: AbortSignal,
): Promise<EvaluationAnswer> {
  const request = new AbortController()
  let late = false
  const abort = (): void => request.abort()
  const cancelLimit = clock.schedule(() => {
    late = true
    abort()
  }, requestTimeoutMs)
  closing.addEventListener('abort', abort, { signal: request.signal })
  try {
    const url = new URL(`${baseUrl}/ofrep/v1/evaluate/flags`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const ask = async (): Promise<EvaluationAnswer> => {
      const response = await fetch(url.href, {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          ...(etag !== undefined && { 'if-none-match': etag }),
        },
        body: JSON.stringify({ context }),
        cache: 'no-store',
        signal: request.signal,
      })
      return readAnswer(baseUrl, response, etag !== undefined, clock.now())
    }
    // Not all that may be given as `fetch` heeds a signal.
    return await Promise.race([ask(), aborted(request.signal)])
  } catch (error) {
    const reason = late ? `no answer within ${requestTimeoutMs} ms` : (error as Error).message
    return { type: 'failed', error: `${baseUrl} cannot be read: ${reason}` }
  } finally {
    cancelLimit()
    abort()
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the request was given up')), { once: true })
  })
}

async function readAnswer(
  baseUrl: string,
  response: Response,
  isConditional: boolean,
  nowMs: number,
): Promise<EvaluationAnswer> {
  const { status, headers } = response
  if (status === 304 && isConditional) return { type: 'unchanged' }
  if (status === 401 || status === 403) {
    return { type: 'refused', error: `${baseUrl} answered ${status}: check the key in "headers"` }
  }
  const body: unknown = await response.json().catch(() => null)
  const flagSet = response.ok ? parseEvaluatedFlags(body) : null
  if (flagSet) {
    const streams = parseEventStreams(isJsonObject(body) ? body.eventStreams : null, baseUrl)
    const etag = headers.get('etag')
    return {
      type: 'flags',
      flagSet: { ...flagSet, ...(etag && { 'x-etag': etag }), 'x-streams': streams.length > 0 },
      streams,
    }
  }
  const error = response.ok
    ? `${baseUrl} answered with something that is no bulk evaluation: check "url"`
    : [`${baseUrl} answered ${status}`, ...wordsOf(body)].join(': ')
  return {
    type: 'failed',
    error,
    retryAfterMs: retryAfterMs(headers.get('retry-after'), nowMs),
    misconfigured: status < 500 && status !== 429,
  }
}

/** What a failed answer says about itself. */
function wordsOf(body: unknown): readonly string[] {
  if (!isJsonObject(body)) return []
  return [body.errorCode, body.errorDetails].filter((word) => typeof word === 'string')
}
