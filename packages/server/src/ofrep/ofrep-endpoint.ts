import { hash } from 'node:crypto'
import { evaluate, flagKeys, nextChangeAt } from '@halyard/evaluator'
import type { EvaluationContext } from '@halyard/schema'
import { answerError, answerPreflight, COMMON_HEADERS } from '../answers.ts'
import { hasEntityTag } from '../has-entity-tag.ts'
import type { RequestHeaders, ServiceRequest } from '../service-request.ts'
import { WholeResponse } from '../whole-response.ts'
import { followCompiledFlags } from './compiled-flags.ts'
import { encodeEvaluation } from './encode-evaluation.ts'
import { type EvaluationRequestFault, readEvaluationRequest } from './read-evaluation-request.ts'
import { createRefetchStream, REFETCH_STREAM_PATH, type RefetchStreamOptions } from './refetch-stream.ts'

/** Evaluates flags for clients that speak OFREP, the protocol of OpenFeature's SDKs in every language. */
export interface OfrepEndpoint {
  /** Whether a path is one of OFREP's. */
  handles(path: string): boolean
  /** Answers a request for such a path; never rejects. */
  fetch(request: ServiceRequest, url: URL): Response | Promise<Response>
  /** Open event streams right now. */
  readonly streamCount: number
  /** Ends all streams and leaves the store. */
  close(): void
}

// Source: OFREP 0.3.0, openapi.yaml
const BULK_PATH = '/ofrep/v1/evaluate/flags'
const METHODS = 'POST, OPTIONS'
const HEADERS = { ...COMMON_HEADERS, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }

/** What an endpoint evaluates, when, and how it keeps its stream. */
export interface OfrepEndpointOptions extends RefetchStreamOptions {
  /** Reads what opens the stream, where not everybody may listen: a browser's `EventSource` sends no headers. */
  readonly readKey?: ((headers: RequestHeaders, url: URL) => string) | undefined
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
  const { store, now, readKey } = options
  const flags = followCompiledFlags(store)
  const stream = createRefetchStream(options)

  function encodeFlag(flagKey: string, context: EvaluationContext, nowMs = now()) {
    const details = evaluate(flags.current(), flagKey, undefined, context, { nowMs })
    return { json: encodeEvaluation(details), errorCode: details.errorCode }
  }

  /** A client that listens asks only when it is told to, and time changes its flags without a word from the store. */
  function foresee(context: EvaluationContext, nowMs: number): void {
    for (const key of flags.keysThatReadTime()) {
      const atMs = nextChangeAt(flags.current(), key, context, { nowMs })
      if (atMs !== null) stream.tellAt(atMs)
    }
  }

  async function answerFlag(request: ServiceRequest, flagKey: string): Promise<Response> {
    const asked = await readEvaluationRequest(request)
    if ('errorCode' in asked) return answerFault(asked, flagKey)
    const { json, errorCode } = encodeFlag(flagKey, asked.context)
    const status = errorCode === undefined ? 200 : errorCode === 'FLAG_NOT_FOUND' ? 404 : 400
    return answerJson(json, status)
  }

  function encodeStreams(request: ServiceRequest, url: URL): string {
    const query = readKey ? `?${new URLSearchParams({ key: readKey(request.headers, url) })}` : ''
    // No origin: the stream is where the client found the flags, whatever stands in between.
    return JSON.stringify([{ type: 'sse', endpoint: { requestUri: REFETCH_STREAM_PATH + query } }])
  }

  async function answerFlags(request: ServiceRequest, url: URL): Promise<Response> {
    const asked = await readEvaluationRequest(request)
    if ('errorCode' in asked) return answerFault(asked)
    const nowMs = now()
    foresee(asked.context, nowMs)
    const evaluated = flagKeys(flags.current()).map((key) => encodeFlag(key, asked.context, nowMs).json)
    const metadata = JSON.stringify(store.current().flagSet.metadata ?? {})
    const body = `{"flags":[${evaluated.join()}],"metadata":${metadata},"eventStreams":${encodeStreams(request, url)}}`
    const etag = `"${hash('sha1', body, 'base64url')}"`
    return hasEntityTag(request, etag)
      ? new Response(null, { status: 304, headers: { ...HEADERS, ETag: etag } })
      : answerJson(body, 200, { ETag: etag })
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
    close() {
      flags.close()
      stream.close()
    },
  }
}

function answerJson(json: string, status: number, headers: Record<string, string> = {}): Response {
  return new WholeResponse(Buffer.from(json), { status, headers: { ...HEADERS, ...headers } })
}

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
