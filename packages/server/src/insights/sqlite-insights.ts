import { openSqliteDatabase, transact } from '../sqlite-database.ts'
import {
  DEFAULT_RETENTION_MS,
  type InsightsStore,
  type InsightsStoreOptions,
  MAX_TRACKING_NAMES_PER_HOUR,
} from './insights-store.ts'
import { BATCH_MEMORY_MS, hourOf, tallyBatch } from './tally-batch.ts'

/** Where a SQLite insights store keeps its file, and how long. */
export interface SqliteInsightsOptions extends InsightsStoreOptions {
  /** The file; it may be the one that `openSqliteStore` uses. `:memory:` keeps nothing. */
  readonly path: string
}

/**
 * Opens an insights store in a SQLite file. Several processes may count into one file at the same time.
 *
 * @throws Error that says what to do, when the file is not Halyard's, of a newer version, or cannot be opened.
 * @example
 * const insights = openSqliteInsights({ path: 'halyard.db' })
 * insights.exposureCounts(Date.now() - 86_400_000)
 */
export function openSqliteInsights({
  path,
  retentionMs = DEFAULT_RETENTION_MS,
}: SqliteInsightsOptions): InsightsStore {
  const database = openSqliteDatabase(path)
  const insertBatch = database.prepare('INSERT INTO insight_batches VALUES (?, ?) ON CONFLICT DO NOTHING')
  const countExposure = database.prepare(
    `INSERT INTO exposure_counts VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET count = count + 1`,
  )
  const countTracking = database.prepare(
    `INSERT INTO tracking_counts SELECT :hour, :name, 1, :sum
     WHERE EXISTS (SELECT 1 FROM tracking_counts WHERE hour_ms = :hour AND name = :name)
        OR (SELECT count(*) FROM tracking_counts WHERE hour_ms = :hour) < ${MAX_TRACKING_NAMES_PER_HOUR}
     ON CONFLICT DO UPDATE SET count = count + 1, sum = sum + excluded.sum`,
  )
  const forgetBatches = database.prepare('DELETE FROM insight_batches WHERE added_at_ms < ?')
  const forgetExposures = database.prepare('DELETE FROM exposure_counts WHERE hour_ms < ?')
  const forgetTracking = database.prepare('DELETE FROM tracking_counts WHERE hour_ms < ?')
  const selectExposures = database.prepare(
    'SELECT * FROM exposure_counts WHERE hour_ms >= ? ORDER BY hour_ms, flag_key, variant',
  )
  const selectTracking = database.prepare(
    'SELECT * FROM tracking_counts WHERE hour_ms >= ? ORDER BY hour_ms, name',
  )
  let forgottenInHourMs: number | undefined

  function forget(nowMs: number): void {
    const hourMs = hourOf(nowMs)
    if (hourMs === forgottenInHourMs) return
    forgetBatches.run(nowMs - BATCH_MEMORY_MS)
    forgetExposures.run(hourOf(nowMs - retentionMs))
    forgetTracking.run(hourOf(nowMs - retentionMs))
    forgottenInHourMs = hourMs
  }

  return {
    add(batch, nowMs) {
      const { exposures, tracking } = tallyBatch(batch, nowMs)
      return transact(database, 'write', () => {
        if (insertBatch.run(batch.id, Math.floor(nowMs)).changes === 0) return false
        for (const { hourMs, flagKey, variant } of exposures) countExposure.run(hourMs, flagKey, variant)
        for (const { hourMs, name, sum } of tracking) countTracking.run({ hour: hourMs, name, sum })
        forget(nowMs)
        return true
      })
    },
    exposureCounts: (sinceMs) =>
      selectExposures.all(hourOf(sinceMs)).map((row) => ({
        hourMs: Number(row.hour_ms),
        flagKey: String(row.flag_key),
        variant: String(row.variant),
        count: Number(row.count),
      })),
    trackingCounts: (sinceMs) =>
      selectTracking.all(hourOf(sinceMs)).map((row) => ({
        hourMs: Number(row.hour_ms),
        name: String(row.name),
        count: Number(row.count),
        sum: Number(row.sum),
      })),
    close() {
      if (database.isOpen) database.close()
    },
  }
}
