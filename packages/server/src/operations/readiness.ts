import { answerError, COMMON_HEADERS } from '../answers.ts'
import type { ServiceRequest } from '../service-request.ts'

/** Says what keeps a service from its work, in half a sentence for anybody: no path, no name. `null` when nothing does. */
export type ReadinessCheck = () => Promise<string | null>

/** Answers `OPERATING_ENDPOINTS.ready`. */
export interface Readiness {
  answer(request: ServiceRequest): Promise<Response>
}

const METHODS = 'GET, HEAD'
/** For so long, an answer stands: anybody may ask, and nobody is to keep the disk busy. */
const FRESH_MS = 1000

/** @param isClosing whether the service takes no more requests. @param now milliseconds since 1970. */
export function createReadiness(
  check: ReadinessCheck,
  isClosing: () => boolean,
  now: () => number,
): Readiness {
  let checked: Promise<string | null> | undefined
  let checkedAtMs = 0

  function lastChecked(): Promise<string | null> {
    if (checked && Math.abs(now() - checkedAtMs) < FRESH_MS) return checked
    checkedAtMs = now()
    checked = check()
    return checked
  }

  return {
    async answer({ method }) {
      if (method !== 'GET' && method !== 'HEAD') return answerError('METHOD_NOT_ALLOWED', method, METHODS)
      if (isClosing()) return answerError('NOT_READY', 'it is closing')
      const reason = await lastChecked()
      if (reason !== null) return answerError('NOT_READY', reason)
      return Response.json(
        { status: 'ready' },
        { headers: { ...COMMON_HEADERS, 'Cache-Control': 'no-store' } },
      )
    },
  }
}
