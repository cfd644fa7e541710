import { ENDPOINTS, OPERATING_ENDPOINTS } from '@halyard/protocol/wire'
import { answerError } from '../answers.ts'
import type { RateLimit } from '../credentials/rate-limit.ts'
import type { FlagService } from '../flag-service.ts'
import type { ServiceRequest } from '../service-request.ts'
import { answerMetrics, type MetricsEndpoint } from './metrics-endpoint.ts'
import { createOriginPolicy } from './origin-policy.ts'
import { type Peer, UNKNOWN_PEER } from './peer.ts'
import { createReadiness, type ReadinessCheck } from './readiness.ts'
import { routeName } from './route-name.ts'
import type { ServiceObserver } from './service-observer.ts'

/** A service as it is put in front of others. */
export interface OperatedService {
  /** Answers a request; never rejects. */
  fetch(request: ServiceRequest, peer?: Peer): Promise<Response>
}

/** What bounds and watches a service. */
export interface OperatingOptions {
  /** The origins whose pages may ask. @default all */
  readonly allowedOrigins?: readonly string[] | undefined
  /** How often an address may ask; health and readiness are not counted. @default as often as it likes */
  readonly rateLimit?: RateLimit | undefined
  /** What the service needs besides being open. @default nothing */
  readonly isReady?: ReadinessCheck | undefined
  /** @default there are none */
  readonly metrics?: MetricsEndpoint | undefined
  /** Told of every answer. @default nobody */
  readonly answered?: ServiceObserver['answered']
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number
  /** Milliseconds since anything, for durations. @default performance.now */
  readonly elapsedMs?: () => number
}

/** Browsers ask no other way but https for two years. Source: RFC 6797; the length that https://hstspreload.org recommends. */
const STRICT_TRANSPORT = 'max-age=63072000'

/**
 * Puts around a service what whoever operates it needs: readiness and metrics, bounds for addresses and origins, and an
 * account of every answer. Everything that the service answers goes through here.
 *
 * @throws Error where something in `allowedOrigins` is no origin.
 * @example
 * const operated = operateService(service, { allowedOrigins: ['https://app.example.com'] })
 * await listen(operated, { port: 4870 })
 */
export function operateService(
  service: Pick<FlagService, 'fetch' | 'isClosed'>,
  options: OperatingOptions = {},
): OperatedService {
  const { allowedOrigins, rateLimit, metrics, answered } = options
  const { now = Date.now, elapsedMs = () => performance.now() } = options
  const origins = allowedOrigins && createOriginPolicy(allowedOrigins)
  const readiness = createReadiness(options.isReady ?? (async () => null), () => service.isClosed, now)

  function answer(request: ServiceRequest, path: string, peer: Peer): Response | Promise<Response> {
    if (peer.refusal) return answerError(peer.refusal.code, String(peer.refusal.limit))
    // whoever watches the process is to hear of it most of all while many ask
    if (path === OPERATING_ENDPOINTS.ready) return readiness.answer(request)
    if (path === ENDPOINTS.health) return service.fetch(request)
    const waitSeconds = rateLimit?.take(peer.address, now()) ?? 0
    if (waitSeconds > 0) return answerError('RATE_LIMITED', String(waitSeconds))
    const refused = origins?.refused(request.headers)
    if (refused !== undefined) return answerError('ORIGIN_NOT_ALLOWED', refused)
    if (metrics && path === OPERATING_ENDPOINTS.metrics) return answerMetrics(request, metrics, now())
    return service.fetch(request)
  }

  return {
    async fetch(request, peer = UNKNOWN_PEER) {
      const startMs = elapsedMs()
      const path = pathOf(request.url)
      const response = await answer(request, path, peer)
      origins?.narrow(request.headers, response.headers)
      if (peer.isSecure) response.headers.set('Strict-Transport-Security', STRICT_TRANSPORT)
      answered?.({
        method: METHODS.has(request.method) ? request.method : 'other',
        route: routeName(path),
        status: response.status,
        durationMs: elapsedMs() - startMs,
        address: peer.address,
      })
      return response
    },
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The path of an absolute address that was parsed before; to parse it again would take longer than all else here. */
function pathOf(url: string): string {
  return /^\w+:\/\/[^/]*([^?#]*)/.exec(url)?.[1] ?? ''
}
