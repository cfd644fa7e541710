import { COMMON_HEADERS } from './answers.ts'
import type { ServiceRequest } from './service-request.ts'
import type { StreamHub } from './stream-hub.ts'
import { StreamResponse } from './stream-response.ts'

/** What a client that asks for a stream gets. */
export interface StreamAnswerOptions {
  /** Who sends what comes later. */
  readonly hub: StreamHub
  /** Makes what the client gets first: see {@link StreamResponseOptions}. */
  readonly first: () => readonly Uint8Array<ArrayBuffer>[]
  /** How much may wait for a slow client before its stream is ended, in bytes. Minimum: 1. */
  readonly maxQueueBytes: number
}

/**
 * Answers with a stream of server-sent events, and with its headers alone where they were asked for.
 *
 * @example answerStream(request, { hub, first: () => [encoder.encode(': welcome\n\n')], maxQueueBytes: 2 ** 20 })
 */
export function answerStream(
  request: ServiceRequest,
  { hub, first, maxQueueBytes }: StreamAnswerOptions,
): Response {
  const headers = {
    ...COMMON_HEADERS,
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    // nginx would collect events before it passes them on. Source: nginx, ngx_http_proxy_module, proxy_buffering
    'X-Accel-Buffering': 'no',
  }
  if (request.method === 'HEAD') return new Response(null, { headers })
  // nothing here waits, so no event can slip in between what is sent first and the place in the hub
  const response = new StreamResponse({ headers, first: first(), maxQueueBytes, onEnd: hub.remove })
  hub.add(response.connection)
  return response
}
