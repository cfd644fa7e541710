import { flagPart } from '../../environment-store.ts'
import type { Handler } from '../call.ts'
import { isProblem } from '../problem.ts'
import { readCount } from '../read-count.ts'
import { instant } from './instant.ts'
import { withInsights } from './with-insights.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const DEFAULT_DAYS = 30
/** Counts are kept a little longer than that. */
const MAX_DAYS = 365

/** Flags that are served and that nobody was shown or evaluated for so many days. */
export interface StaleReport {
  readonly days: number
  /** Since when there are counts of any flag, in milliseconds since 1970; `null` where there are none. */
  readonly countedSinceMs: number | null
  /** How many flags were judged: none, while counting has not gone on for so many days. */
  readonly judged: number
  /** How many were not, because somebody created or changed them within these days. */
  readonly tooYoung: number
  /** Those that were never seen first, then those that were seen longest ago. */
  readonly rows: readonly StaleRow[]
}

/** A flag that nobody sees. */
export interface StaleRow {
  readonly flagKey: string
  readonly state: 'ENABLED' | 'DISABLED'
  /** When the last hour began in which it was shown or evaluated, in milliseconds since 1970; `null` for never. */
  readonly lastSeenMs: number | null
  /** When it was written first, in milliseconds since 1970, as far as the audit log goes back. */
  readonly createdAtMs: number | null
  /** When it was written last. */
  readonly changedAtMs: number | null
}

/**
 * `GET …/reports/stale`: `?days=`. A flag that was created or changed within the days is not judged, and none is before
 * exposures have been counted for as long.
 */
export const reportStaleFlags: Handler = withInsights(({ query, nowMs, store, insights }) => {
  const days = readCount(query, 'days', DEFAULT_DAYS, MAX_DAYS)
  if (isProblem(days)) return days
  const sinceMs = nowMs - days * DAY_MS
  const countedSinceMs = insights.countedSinceMs()
  const isCounted = countedSinceMs !== null && countedSinceMs <= sinceMs
  const served = Object.entries(store.current().flagSet.flags).map(([flagKey, { state }]): StaleRow => {
    const written = store.writtenAt(flagPart(flagKey))
    return {
      flagKey,
      state,
      lastSeenMs: insights.lastSeenMs(flagKey),
      createdAtMs: written?.firstMs ?? null,
      changedAtMs: written?.lastMs ?? null,
    }
  })
  const old = served.filter(({ changedAtMs }) => (changedAtMs ?? 0) <= sinceMs)
  const rows = old
    // somebody may have seen it in the last minute of that hour
    .filter(({ lastSeenMs }) => isCounted && (lastSeenMs === null || lastSeenMs + HOUR_MS <= sinceMs))
    .sort((a, b) => (a.lastSeenMs ?? 0) - (b.lastSeenMs ?? 0))
  const body: StaleReport = {
    days,
    countedSinceMs,
    judged: isCounted ? old.length : 0,
    tooYoung: served.length - old.length,
    rows,
  }
  return {
    body,
    table: {
      columns: ['flag', 'state', 'lastSeen', 'created', 'changed'],
      rows: rows.map(({ flagKey, state, lastSeenMs, createdAtMs, changedAtMs }) => [
        flagKey,
        state,
        instant(lastSeenMs),
        instant(createdAtMs),
        instant(changedAtMs),
      ]),
    },
  }
})
