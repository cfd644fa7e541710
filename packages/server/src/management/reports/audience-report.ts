import type { AudienceRow, InsightPage, InsightPeriod, RecordTotals } from '../../insights/insight-queries.ts'
import type { Handler } from '../call.ts'
import { isProblem, problem } from '../problem.ts'
import { instant } from './instant.ts'
import { readPage } from './read-page.ts'
import { withInsights } from './with-insights.ts'

/** Who was shown which variant of a flag, as far as pages tell it. */
export interface AudienceReport extends InsightPeriod, InsightPage<AudienceRow> {
  readonly flagKey: string
  /** What there is of this flag in the period, with and without targeting keys. */
  readonly totals: RecordTotals
}

/** `GET …/reports/who`: `?flag=`, `?since=`, `?until=`, `?after=` (a targeting key), `?limit=` */
export const reportAudience: Handler = withInsights(({ query, nowMs, store, insights }) => {
  const flagKey = query.get('flag') ?? ''
  if (flagKey === '') return problem('INVALID_INPUT', '"flag" is missing. Name one, such as ?flag=checkout.')
  const page = readPage(query, nowMs)
  if (isProblem(page)) return page
  const { sinceMs, untilMs } = page
  const totals = insights.recordTotals(page, flagKey)
  if (totals.exposures === 0 && !Object.hasOwn(store.authored().flagSet.flags, flagKey)) {
    return problem('FLAG_NOT_FOUND', flagKey)
  }
  const { rows, next } = insights.audience({ ...page, flagKey })
  const body: AudienceReport = { flagKey, sinceMs, untilMs, totals, rows, next }
  return {
    body,
    next,
    table: {
      columns: ['targetingKey', 'variant', 'exposures', 'first', 'last'],
      rows: rows.map(({ targetingKey, variant, exposures, firstAtMs, lastAtMs }) => [
        targetingKey,
        variant,
        exposures,
        instant(firstAtMs),
        instant(lastAtMs),
      ]),
    },
  }
})
