import type { InsightPageQuery } from '../../insights/insight-queries.ts'
import { isProblem, type Problem } from '../problem.ts'
import { readCount } from '../read-count.ts'
import { readPeriod } from './read-period.ts'

/** As long as records are kept, unless the operator says otherwise. */
const LENGTH_MS = 30 * 86_400_000

const DEFAULT_LIMIT = 1000
const MAX_LIMIT = 10_000

/** Reads `since`, `until`, `after` and `limit` of a query. @param nowMs milliseconds since 1970. */
export function readPage(query: URLSearchParams, nowMs: number): InsightPageQuery | Problem {
  const period = readPeriod(query, nowMs, LENGTH_MS)
  if (isProblem(period)) return period
  const limit = readCount(query, 'limit', DEFAULT_LIMIT, MAX_LIMIT)
  return isProblem(limit) ? limit : { ...period, limit, after: query.get('after') ?? undefined }
}
