import { isJsonObject } from '@halyard/schema'

/** An event stream that a server named. The address may hold credentials: it is never logged and never stored. */
export interface EventStreamAddress {
  readonly url: string
  /** How long a page may be hidden before the stream is closed, in milliseconds. */
  readonly inactivityDelayMs: number
}

// Source: OFREP 0.3.0, eventStream.inactivityDelaySec.
const INACTIVITY_DELAY_S = 120

/**
 * Reads the streams that an answer names. What is of an unknown type, or no address, is left out.
 * Source: OFREP 0.3.0, eventStream and eventStreamEndpoint.
 *
 * @param baseUrl absolute; an endpoint without an origin is one of this server.
 */
export function parseEventStreams(value: unknown, baseUrl: string): readonly EventStreamAddress[] {
  return Array.isArray(value) ? value.flatMap((stream) => addressOf(stream, baseUrl) ?? []) : []
}

function addressOf(stream: unknown, baseUrl: string): EventStreamAddress | null {
  if (!isJsonObject(stream) || stream.type !== 'sse') return null
  const { url, endpoint, inactivityDelaySec: delay } = stream
  let address = url
  if (isJsonObject(endpoint) && typeof endpoint.requestUri === 'string' && endpoint.requestUri[0] === '/') {
    const { origin = new URL(baseUrl).origin } = endpoint
    address = `${origin}${endpoint.requestUri}`
  }
  if (typeof address !== 'string' || !/^https?:/.test(address) || !URL.canParse(address)) return null
  const seconds = typeof delay === 'number' && delay >= 1 ? delay : INACTIVITY_DELAY_S
  return { url: address, inactivityDelayMs: seconds * 1000 }
}
