import type { InsightPeriod, UsageCount } from '../../insights/insight-queries.ts'
import type { Handler } from '../call.ts'
import { isProblem, problem } from '../problem.ts'
import { instant } from './instant.ts'
import { readPeriod } from './read-period.ts'
import { withInsights } from './with-insights.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How long a report is where nothing else is asked for. */
const LENGTHS_MS = { hour: 2 * DAY_MS, day: 30 * DAY_MS }
const MAX_ROWS = 10_000

/** How often flags were shown and evaluated. */
export interface UsageReport extends InsightPeriod {
  /** What is counted together; days are those of UTC. */
  readonly by: 'hour' | 'day'
  /** Since when there are counts of any flag, in milliseconds since 1970; `null` where there are none. */
  readonly countedSinceMs: number | null
  readonly rows: readonly UsageCount[]
}

/** `GET …/reports/usage`: `?flag=`, `?by=hour|day`, `?since=`, `?until=` */
export const reportUsage: Handler = withInsights(({ query, nowMs, store, insights }) => {
  const by = query.get('by') ?? 'day'
  if (by !== 'hour' && by !== 'day') return problem('INVALID_INPUT', '"by" is neither "hour" nor "day".')
  const asked = readPeriod(query, nowMs, LENGTHS_MS[by])
  if (isProblem(asked)) return asked
  const spanMs = by === 'hour' ? HOUR_MS : DAY_MS
  // a day that is told has to be a whole one
  const period = { ...asked, sinceMs: Math.floor(asked.sinceMs / spanMs) * spanMs }
  const flagKey = query.get('flag') ?? undefined
  const rows = insights.usage({ ...period, flagKey, spanMs, maxRows: MAX_ROWS + 1 })
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
