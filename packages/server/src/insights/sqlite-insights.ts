import { openSqliteDatabase, transact } from '../sqlite-database.ts'
import { FIRST_ENVIRONMENT } from '../sqlite-environment-tables.ts'
import type { InsightRecord } from './insight-record.ts'
import {
  DEFAULT_RECORD_RETENTION_MS,
  DEFAULT_RETENTION_MS,
  type InsightsStore,
  type InsightsStoreOptions,
  MAX_TRACKING_NAMES_PER_HOUR,
} from './insights-store.ts'
import { createSqliteInsightQueries } from './sqlite-insight-queries.ts'
import { BATCH_MEMORY_MS, hourOf, tallyBatch } from './tally-batch.ts'

/** Where a SQLite insights store keeps its file, of which environment, and how long. */
export interface SqliteInsightsOptions extends InsightsStoreOptions {
  /** The file; it may be the one that `openSqliteStore` uses. `:memory:` keeps nothing. */
  readonly path: string
  /** Whose pages are counted. @default 'production' */
  readonly environment?: string
}

/**
 * Opens the insights store of an environment in a SQLite file. Several processes may count into one file at the same time.
 * What is old enough is forgotten in all environments of the file.
 *
 * @throws Error that says what to do, when the file is not Halyard's, of a newer version, or cannot be opened.
 * @example
 * const insights = openSqliteInsights({ path: 'halyard.db' })
 * insights.usage({ sinceMs: Date.now() - 86_400_000, untilMs: Date.now() })
 */
export function openSqliteInsights(options: SqliteInsightsOptions): InsightsStore {
  const { path, environment = FIRST_ENVIRONMENT, maxRecords = 1_000_000 } = options
  const { retentionMs = DEFAULT_RETENTION_MS, recordRetentionMs = DEFAULT_RECORD_RETENTION_MS } = options
  const database = openSqliteDatabase(path)
  const insertBatch = database.prepare('INSERT INTO insight_batches VALUES (?, ?) ON CONFLICT DO NOTHING')
  const countUsage = database.prepare(
    `INSERT INTO usage_counts VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET exposures = exposures + excluded.exposures, evaluations = evaluations + excluded.evaluations`,
  )
  const countTracking = database.prepare(
    `INSERT INTO tracking_counts SELECT :hour, :environment, :name, 1, :sum
     WHERE EXISTS (SELECT 1 FROM tracking_counts WHERE hour_ms = :hour AND environment = :environment AND name = :name)
        OR (SELECT count(*) FROM tracking_counts WHERE hour_ms = :hour AND environment = :environment)
           < ${MAX_TRACKING_NAMES_PER_HOUR}
     ON CONFLICT DO UPDATE SET count = count + 1, sum = sum + excluded.sum`,
  )
  const insertRecord = database.prepare('INSERT INTO insight_records VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)')
  const limitRecords = database.prepare(
    'DELETE FROM insight_records WHERE number <= (SELECT max(number) FROM insight_records) - ?',
  )
  const forgetBatches = database.prepare('DELETE FROM insight_batches WHERE added_at_ms < ?')
  const forgetUsage = database.prepare('DELETE FROM usage_counts WHERE hour_ms < ?')
  const forgetTracking = database.prepare('DELETE FROM tracking_counts WHERE hour_ms < ?')
  const forgetRecords = database.prepare('DELETE FROM insight_records WHERE at_ms <= ?')
  let forgottenInHourMs: number | undefined

  function forget(nowMs: number): void {
    const hourMs = hourOf(nowMs)
    if (hourMs === forgottenInHourMs) return
    forgetBatches.run(nowMs - BATCH_MEMORY_MS)
    forgetUsage.run(hourOf(nowMs - retentionMs))
    forgetTracking.run(hourOf(nowMs - retentionMs))
    forgetRecords.run(nowMs - recordRetentionMs)
    forgottenInHourMs = hourMs
  }

  function keep(record: InsightRecord): void {
    const { atMs, targetingKey = null, context } = record
    const [flagKey, variant, name, value] =
      record.type === 'exposure'
        ? [record.flagKey, record.variant, null, null]
        : [null, null, record.name, record.value ?? null]
    const attributes = context ? JSON.stringify(context) : null
    insertRecord.run(environment, atMs, flagKey, variant, name, value, targetingKey, attributes)
  }

  return {
    add(batch, nowMs) {
      const { exposures, tracking, records } = tallyBatch(batch, nowMs, recordRetentionMs)
      return transact(database, 'write', () => {
        if (insertBatch.run(batch.id, Math.floor(nowMs)).changes === 0) return false
        for (const { hourMs, flagKey, variant } of exposures) {
          countUsage.run(hourMs, environment, flagKey, variant, 1, 0)
        }
        for (const { hourMs, name, sum } of tracking) {
          countTracking.run({ hour: hourMs, environment, name, sum })
        }
        for (const record of records) keep(record)
        limitRecords.run(maxRecords)
        forget(nowMs)
        return true
      })
    },
    addEvaluations(counts, nowMs) {
      transact(database, 'write', () => {
        for (const { flagKey, variant, count } of counts) {
          countUsage.run(hourOf(nowMs), environment, flagKey, variant, 0, count)
        }
      })
    },
    ...createSqliteInsightQueries(database, environment),
    forget: (nowMs) => transact(database, 'write', () => forget(nowMs)),
    close() {
      if (database.isOpen) database.close()
    },
  }
}
