import type { QueuedBatch } from './queued-batch.ts'
import type { VisitorSession } from './visitor-session.ts'

/** What is kept, by table. */
export interface InsightRecords {
  /** The session that all tabs share. */
  session: VisitorSession
  /** What was shown in this session. */
  shown: true
  batches: QueuedBatch
}

/** The names of the tables. */
export const INSIGHT_TABLES = ['session', 'shown', 'batches'] as const satisfies (keyof InsightRecords)[]

/** Reads and writes within one step. What is written can be read at once. */
export interface InsightStep {
  get<Table extends keyof InsightRecords>(
    table: Table,
    key: string,
  ): Promise<InsightRecords[Table] | undefined>
  /** Every record of a table, in no particular order. */
  all<Table extends keyof InsightRecords>(table: Table): Promise<readonly InsightRecords[Table][]>
  put<Table extends keyof InsightRecords>(table: Table, key: string, record: InsightRecords[Table]): void
  delete(table: keyof InsightRecords, key: string): void
  clear(table: keyof InsightRecords): void
}

/**
 * Where insights wait until they are sent.
 *
 * Steps are atomic: all of one is kept or nothing, and those of all tabs come one after the other. That is why two tabs
 * that show a flag at the same instant count once. Every promise settles.
 */
export interface InsightTables {
  /**
   * Runs a step. It is kept when the promise resolves.
   *
   * @param step awaits nothing but what it reads; it may be run again, by other tables.
   */
  transact<T>(step: (tables: InsightStep) => Promise<T>): Promise<T>
  /** Lets go of everything that is open. A later call opens it again. */
  close(): void
}
