import { evaluate } from '@halyard/evaluator'
import { answerError, answerPreflight, COMMON_HEADERS } from '../answers.ts'
import { hasEntityTag } from '../has-entity-tag.ts'
import type { RequestHeaders, ServiceRequest } from '../service-request.ts'
import { WholeResponse } from '../whole-response.ts'
import { createBulkEvaluations } from './bulk-evaluations.ts'
import { followCompiledFlags } from './compiled-flags.ts'
import { encodeEvaluation } from './encode-evaluation.ts'
import {
  type EvaluationRequestFault,
  parseEvaluationRequest,
  readEvaluationText,
} from './read-evaluation-request.ts'
import { createRefetchStream, REFETCH_STREAM_PATH, type RefetchStreamOptions } from './refetch-stream.ts'

/** Evaluates flags for clients that speak OFREP, the protocol of OpenFeature's SDKs in every language. */
export interface OfrepEndpoint {
  /** Whether a path is one of OFREP's. */
  handles(path: string): boolean
  /** Answers a request for such a path; never rejects. */
  fetch(request: ServiceRequest, url: URL): Response | Promise<Response>
  /** Open event streams right now. */
  readonly streamCount: number
  /** What waits for slow clients right now, in bytes. */
  readonly queuedBytes: number
  /** Ends all streams and leaves the store. */
  close(): void
}

/** Where all flags are evaluated, and below it one. Source: OFREP 0.3.0, openapi.yaml */
export const BULK_PATH = '/ofrep/v1/evaluate/flags'
const METHODS = 'POST, OPTIONS'
const HEADERS = { ...COMMON_HEADERS, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }

/** What an endpoint evaluates, when, and how it keeps its stream. */
export interface OfrepEndpointOptions extends RefetchStreamOptions {
  /** Reads what opens the stream, where not everybody may listen: a browser's `EventSource` sends no headers. */
  readonly readKey?: ((headers: RequestHeaders, url: URL) => string) | undefined
  /**
   * Told what a client was given that asked for one flag. Who asks for all of them says nothing about any.
   *
   * @default nobody is
   */
  readonly onEvaluation?: (flagKey: string, variant: string) => void
}

/**
 * Creates the endpoint: one flag or all of them for a context, and a stream that tells when to ask again. The tag of all
 * flags is made of what they are for that context, so that a change which does not concern it is answered with 304.
 *
 * @example
 * const ofrep = createOfrepEndpoint({ store, now: Date.now, timers: systemTimers, ...limits })
 * if (ofrep.handles(url.pathname)) return ofrep.fetch(request, url)
 */
export function createOfrepEndpoint(options: OfrepEndpointOptions): OfrepEndpoint {
  const { store, now, readKey, onEvaluation } = options
  const flags = followCompiledFlags(store)
  const stream = createRefetchStream(options)
  const bulk = createBulkEvaluations(store, flags, stream.tellAt)

  async function answerFlag(request: ServiceRequest, flagKey: string): Promise<Response> {
    const read = await readEvaluationText(request)
    const asked = 'errorCode' in read ? read : parseEvaluationRequest(read.text)
    if ('errorCode' in asked) return answerFault(asked, flagKey)
    const details = evaluate(flags.current(), flagKey, undefined, asked.context, { nowMs: now() })
    const { errorCode, variant } = details
    if (variant !== undefined) onEvaluation?.(flagKey, variant)
    const status = errorCode === undefined ? 200 : errorCode === 'FLAG_NOT_FOUND' ? 404 : 400
    return new WholeResponse(Buffer.from(encodeEvaluation(details)), { status, headers: HEADERS })
  }

  function encodeStreams({ headers }: ServiceRequest, url: URL): string {
    return readKey ? describeStream(`?${new URLSearchParams({ key: readKey(headers, url) })}`) : OPEN_STREAM
  }

  async function answerFlags(request: ServiceRequest, url: URL): Promise<Response> {
    const read = await readEvaluationText(request)
    const answer = 'errorCode' in read ? read : bulk.answer(read.text, encodeStreams(request, url), now())
    if ('errorCode' in answer) return answerFault(answer)
    const { body, etag } = answer
    const headers = { ...HEADERS, ETag: etag }
    return hasEntityTag(request, etag)
      ? new Response(null, { status: 304, headers })
      : new WholeResponse(body, { headers })
  }

  return {
    handles: (path) => path === REFETCH_STREAM_PATH || path === BULK_PATH || path.startsWith(`${BULK_PATH}/`),
    fetch(request, url) {
      const { pathname } = url
      if (pathname === REFETCH_STREAM_PATH) return stream.answer(request)
      if (request.method === 'OPTIONS') return answerPreflight(METHODS)
      if (request.method !== 'POST') return answerError('METHOD_NOT_ALLOWED', request.method, METHODS)
      return pathname === BULK_PATH
        ? answerFlags(request, url)
        : answerFlag(request, decodeKey(pathname.slice(BULK_PATH.length + 1)))
    },
    get streamCount() {
      return stream.size
    },
    get queuedBytes() {
      return stream.queuedBytes
    },
    close() {
      flags.close()
      stream.close()
    },
  }
}

/** No origin: the stream is where the client found the flags, whatever stands in between. */
function describeStream(query: string): string {
  return JSON.stringify([{ type: 'sse', endpoint: { requestUri: REFETCH_STREAM_PATH + query } }])
}

const OPEN_STREAM = describeStream('')

/** @param flagKey whose flag it was about; absent, it was about all. */
function answerFault({ status, ...fault }: EvaluationRequestFault, flagKey?: string): Response {
  return Response.json({ key: flagKey, ...fault }, { status, headers: HEADERS })
}

/** A key that is no valid part of an address stands for itself: there is no such flag. */
function decodeKey(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
