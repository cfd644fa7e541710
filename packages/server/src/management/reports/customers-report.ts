import type {
  CustomersRow,
  InsightPage,
  InsightPeriod,
  RecordTotals,
} from '../../insights/insight-queries.ts'
import type { Handler } from '../call.ts'
import { isProblem, problem } from '../problem.ts'
import { readPage } from './read-page.ts'
import { withInsights } from './with-insights.ts'

/** What customers were shown, divided by an attribute that pages tell of them. */
export interface CustomersReport extends InsightPeriod, InsightPage<CustomersRow> {
  readonly attribute: string
  /** What there is in the period, with and without the attribute. */
  readonly totals: RecordTotals
}

/** `GET …/reports/customers`: `?attribute=`, `?flag=`, `?since=`, `?until=`, `?after=` (a value), `?limit=` */
export const reportCustomers: Handler = withInsights(({ query, nowMs, insights }) => {
  const attribute = query.get('attribute') ?? ''
  if (attribute === '') {
    return problem('INVALID_INPUT', '"attribute" is missing. Name one, such as ?attribute=plan.')
  }
  const page = readPage(query, nowMs)
  if (isProblem(page)) return page
  const flagKey = query.get('flag') ?? undefined
  const { sinceMs, untilMs } = page
  const totals = insights.recordTotals(page, flagKey)
  const { rows, next } = insights.customers({ ...page, attribute, flagKey })
  const body: CustomersReport = { attribute, sinceMs, untilMs, totals, rows, next }
  return {
    body,
    next,
    table: {
      columns: [attribute, 'flag', 'variant', 'exposures', 'targetingKeys'],
      rows: rows.map(({ value, flagKey: key, variant, exposures, targetingKeys }) => [
        value,
        key,
        variant,
        exposures,
        targetingKeys,
      ]),
    },
  }
})
