import type { InsightPeriod, UsageCount } from '../../insights/insight-queries.ts'
import type { Handler } from '../call.ts'
import { isProblem, problem } from '../problem.ts'
import { instant } from './instant.ts'
import { readPeriod } from './read-period.ts'
import { withInsights } from './with-insights.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What is counted together, in milliseconds; a period is shorter than a million days. */
const SPANS_MS = { hour: HOUR_MS, day: DAY_MS, period: 1_000_000 * DAY_MS }
const MAX_ROWS = 10_000

/** How often flags were shown and evaluated. */
export interface UsageReport extends InsightPeriod {
  /** What is counted together; days are those of UTC. */
  readonly by: keyof typeof SPANS_MS
  /** Since when there are counts of any flag, in milliseconds since 1970; `null` where there are none. */
  readonly countedSinceMs: number | null
  readonly rows: readonly UsageCount[]
}

/** `GET …/reports/usage`: `?flag=`, `?by=hour|day|period` (a flag by day, all of them by period), `?since=`, `?until=` */
export const reportUsage: Handler = withInsights(({ query, nowMs, store, insights }) => {
  const flagKey = query.get('flag') ?? undefined
  const by = query.get('by') ?? (flagKey === undefined ? 'period' : 'day')
  if (!isSpan(by)) return problem('INVALID_INPUT', '"by" is none of "hour", "day" and "period".')
  const asked = readPeriod(query, nowMs, by === 'hour' ? 2 * DAY_MS : 30 * DAY_MS)
  if (isProblem(asked)) return asked
  const spanMs = SPANS_MS[by]
  // a day that is told has to be a whole one
  const wholeMs = by === 'day' ? DAY_MS : HOUR_MS
  const period = { ...asked, sinceMs: Math.floor(asked.sinceMs / wholeMs) * wholeMs }
  const rows = insights
    .usage({ ...period, flagKey, spanMs, maxRows: MAX_ROWS + 1 })
    .map((row) => ({ ...row, fromMs: Math.max(row.fromMs, period.sinceMs) }))
  if (rows.length > MAX_ROWS) return problem('REPORT_TOO_LONG', String(MAX_ROWS))
  const isUnknown = flagKey !== undefined && !Object.hasOwn(store.authored().flagSet.flags, flagKey)
  if (isUnknown && rows.length === 0) return problem('FLAG_NOT_FOUND', flagKey)
  const body: UsageReport = { ...period, by, countedSinceMs: insights.countedSinceMs(), rows }
  return {
    body,
    table: {
      columns: ['from', 'flag', 'variant', 'exposures', 'evaluations'],
      rows: rows.map(({ fromMs, flagKey: key, variant, exposures, evaluations }) => [
        instant(fromMs),
        key,
        variant,
        exposures,
        evaluations,
      ]),
    },
  }
})

function isSpan(text: string): text is keyof typeof SPANS_MS {
  return Object.hasOwn(SPANS_MS, text)
}
