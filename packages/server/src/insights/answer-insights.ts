import { type InsightBatch, MAX_INSIGHT_BODY_BYTES, parseInsightBatch } from '@halyard/protocol/wire'
import type { FlagSet } from '@halyard/schema'
import { answerError, answerPreflight, COMMON_HEADERS } from '../answers.ts'
import { readBody } from '../read-body.ts'
import type { ServiceRequest } from '../service-request.ts'
import type { InsightsStore } from './insights-store.ts'

const METHODS = 'POST, OPTIONS'

/** What the endpoint counts with. */
export interface InsightsEndpoint {
  readonly insights: InsightsStore
  /** The flags that exposures may be about. */
  flagSet(): FlagSet
  /** Milliseconds since 1970. */
  now(): number
  /** Told why a batch could not be kept. */
  onProblem(error: Error): void
}

/**
 * Answers `ENDPOINTS.insights`: 204 when the batch is counted, now or before; 400 and 413 with what to mend; 503 when it
 * cannot be kept at the moment, and has to be sent again. Never rejects.
 *
 * Exposures of flags and variants that are not served are left out: whoever can reach this endpoint could fill the
 * store with names otherwise.
 */
export async function answerInsights(request: ServiceRequest, endpoint: InsightsEndpoint): Promise<Response> {
  if (request.method === 'OPTIONS') return answerPreflight(METHODS)
  if (request.method !== 'POST') return answerError('METHOD_NOT_ALLOWED', request.method, METHODS)
  const body = await readBody(request, MAX_INSIGHT_BODY_BYTES)
  if (body === null) return answerError('BODY_TOO_LARGE', String(MAX_INSIGHT_BODY_BYTES))
  const batch = parseInsightBatch(body)
  if (typeof batch === 'string') return answerError('INVALID_BATCH', batch)
  try {
    endpoint.insights.add(onlyServed(batch, endpoint.flagSet()), endpoint.now())
  } catch (error) {
    endpoint.onProblem(
      new Error(`a batch of insights is not kept: ${(error as Error).message}`, { cause: error }),
    )
    return answerError('NOT_KEPT', request.url)
  }
  return new Response(null, { status: 204, headers: COMMON_HEADERS })
}

function onlyServed(batch: InsightBatch, { flags }: FlagSet): InsightBatch {
  const isServed = (flagKey: string, variant: string): boolean =>
    Object.hasOwn(flags, flagKey) && Object.hasOwn(flags[flagKey]?.variants ?? {}, variant)
  const entries = batch.entries.filter(
    (entry) => entry.type !== 'exposure' || isServed(entry.flagKey, entry.variant),
  )
  return { ...batch, entries }
}
