import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { type InsightPage, takePage } from './insight-queries.ts'
import type { InsightRecord } from './insight-record.ts'
import type { InsightsStore } from './insights-store.ts'
import { HOUR_MS, hourOf } from './tally-batch.ts'

type Queries = Omit<InsightsStore, 'add' | 'addEvaluations' | 'forget' | 'close'>
type Row = { readonly [column: string]: unknown }

/** What the insights of an environment are asked in a SQLite file. */
export function createSqliteInsightQueries(database: DatabaseSync, environment: string): Queries {
  // the plus sign keeps SQLite from an index that would have it read all hours of the environment
  const selectUsage = prepareUsage('+environment = :environment')
  const selectFlagUsage = prepareUsage('environment = :environment AND flag_key = :flagKey')
  const selectTracking = database.prepare(
    'SELECT * FROM tracking_counts WHERE hour_ms >= ? AND environment = ? ORDER BY hour_ms, name',
  )
  const selectFirst = database.prepare(
    'SELECT hour_ms FROM usage_counts WHERE +environment = ? ORDER BY hour_ms LIMIT 1',
  )
  const selectLast = database.prepare(
    'SELECT max(hour_ms) AS hour_ms FROM usage_counts WHERE environment = ? AND flag_key = ?',
  )
  const selectRecords = database.prepare(
    'SELECT * FROM insight_records WHERE environment = ? AND at_ms >= ? AND at_ms < ? ORDER BY number',
  )
  const selectTotals = prepareTotals('+environment = :environment AND flag_key IS NOT NULL')
  const selectFlagTotals = prepareTotals('environment = :environment AND flag_key = :flagKey')
  const selectAudience = database.prepare(
    `SELECT targeting_key, variant, count(*) AS exposures, min(at_ms) AS first, max(at_ms) AS last
     FROM insight_records
     WHERE environment = :environment AND flag_key = :flagKey AND targeting_key > :after
       AND at_ms >= :since AND at_ms < :until
     GROUP BY targeting_key, variant ORDER BY targeting_key, variant`,
  )
  const selectByAttribute = prepareCustomers(
    'attribute.value',
    ', json_each(context) AS attribute',
    'attribute.key = :attribute',
  )
  const selectByTargetingKey = prepareCustomers('targeting_key', '', 'targeting_key IS NOT NULL')

  function prepareUsage(condition: string) {
    return database.prepare(
      `SELECT hour_ms / CAST(:span AS INTEGER) * CAST(:span AS INTEGER) AS from_ms, flag_key, variant,
         sum(exposures) AS exposures, sum(evaluations) AS evaluations
       FROM usage_counts WHERE hour_ms >= :since AND hour_ms < :until AND ${condition}
       GROUP BY from_ms, flag_key, variant ORDER BY from_ms, flag_key, variant LIMIT :rows`,
    )
  }

  function prepareTotals(condition: string) {
    return database.prepare(
      `SELECT count(*) AS exposures, count(targeting_key) AS keys
       FROM insight_records WHERE at_ms >= :since AND at_ms < :until AND ${condition}`,
    )
  }

  function prepareCustomers(value: string, source: string, condition: string) {
    return database.prepare(
      `SELECT ${value} AS value, flag_key, variant, count(*) AS exposures, count(DISTINCT targeting_key) AS keys
       FROM insight_records${source}
       WHERE +environment = :environment AND at_ms >= :since AND at_ms < :until AND ${condition}
         AND flag_key IS NOT NULL AND (:flagKey IS NULL OR flag_key = :flagKey)
         AND (:after IS NULL OR ${value} > :after)
       GROUP BY 1, flag_key, variant ORDER BY 1, flag_key, variant`,
    )
  }

  return {
    usage({ sinceMs, untilMs, flagKey, spanMs = HOUR_MS, maxRows = -1 }) {
      const period = { environment, since: hourOf(sinceMs), until: untilMs, span: spanMs, rows: maxRows }
      const rows =
        flagKey === undefined ? selectUsage.all(period) : selectFlagUsage.all({ ...period, flagKey })
      return rows.map((row) => ({
        fromMs: Number(row.from_ms),
        flagKey: String(row.flag_key),
        variant: String(row.variant),
        exposures: Number(row.exposures),
        evaluations: Number(row.evaluations),
      }))
    },
    trackingCounts: (sinceMs) =>
      selectTracking.all(hourOf(sinceMs), environment).map((row) => ({
        hourMs: Number(row.hour_ms),
        name: String(row.name),
        count: Number(row.count),
        sum: Number(row.sum),
      })),
    countedSinceMs: () => hourIn(selectFirst.get(environment)),
    lastSeenMs: (flagKey) => hourIn(selectLast.get(environment, flagKey)),
    records: ({ sinceMs, untilMs }) => selectRecords.all(environment, sinceMs, untilMs).map(toRecord),
    recordTotals({ sinceMs, untilMs }, flagKey) {
      const period = { environment, since: sinceMs, until: untilMs }
      const row =
        flagKey === undefined ? selectTotals.get(period) : selectFlagTotals.get({ ...period, flagKey })
      return { exposures: Number(row?.exposures), withTargetingKey: Number(row?.keys) }
    },
    audience({ flagKey, sinceMs, untilMs, after = '', limit }) {
      const rows = selectAudience.iterate({ environment, flagKey, since: sinceMs, until: untilMs, after })
      return readPage(rows, limit, 'targeting_key', (row) => ({
        targetingKey: String(row.targeting_key),
        variant: String(row.variant),
        exposures: Number(row.exposures),
        firstAtMs: Number(row.first),
        lastAtMs: Number(row.last),
      }))
    },
    customers({ attribute, flagKey = null, sinceMs, untilMs, after = null, limit }) {
      const query: { [name: string]: SQLInputValue } = {
        environment,
        since: sinceMs,
        until: untilMs,
        flagKey,
        after,
      }
      const rows =
        attribute === 'targetingKey'
          ? selectByTargetingKey.iterate(query)
          : selectByAttribute.iterate({ ...query, attribute })
      return readPage(rows, limit, 'value', (row) => ({
        value: String(row.value),
        flagKey: String(row.flag_key),
        variant: String(row.variant),
        exposures: Number(row.exposures),
        targetingKeys: Number(row.keys),
      }))
    },
  }
}

/** @param column by which the rows are sorted. */
function readPage<Read>(
  rows: Iterable<Row>,
  limit: number,
  column: string,
  read: (row: Row) => Read,
): InsightPage<Read> {
  const page = takePage(rows, limit, (row) => String(row[column]))
  return { rows: page.rows.map(read), next: page.next }
}

function hourIn(row: Row | undefined): number | null {
  return typeof row?.hour_ms === 'number' ? row.hour_ms : null
}

function toRecord(row: Row): InsightRecord {
  const subject = {
    atMs: Number(row.at_ms),
    ...(row.targeting_key !== null && { targetingKey: String(row.targeting_key) }),
    ...(row.context !== null && { context: JSON.parse(String(row.context)) }),
  }
  return row.name === null
    ? { type: 'exposure', flagKey: String(row.flag_key), variant: String(row.variant), ...subject }
    : {
        type: 'tracking',
        name: String(row.name),
        ...(row.value !== null && { value: Number(row.value) }),
        ...subject,
      }
}
