import {
  type Change,
  formatRevision,
  type Revision,
  revisionLineage,
  revisionNumber,
  type Snapshot,
} from '@halyard/protocol/wire'
import { applyFlagSetChanges, diffFlagSets, type FlagSet } from '@halyard/schema'
import { createChangeFeed } from './change-feed.ts'
import type { FlagStore } from './flag-store.ts'
import { drawLineage } from './lineage.ts'
import { openSqliteDatabase, readPragma, transact } from './sqlite-database.ts'
import { createSqliteRecords } from './sqlite-records.ts'
import { systemTimers, type Timers } from './timers.ts'

/** A flag store in one SQLite file. Several processes may have it open; each hears of the others' writes. */
export interface SqliteStore extends FlagStore {
  /**
   * Writes a whole new flag set, its revision and its entry in the history in one transaction.
   *
   * @param audit.author who changed it, for the history. @param audit.nowMs when, in milliseconds since 1970.
   * @returns the change, or `null` when the new set says the same as the stored one.
   * @throws Error when the file cannot be written; nothing has changed then.
   */
  replaceFlagSet(flagSet: FlagSet, audit: { readonly author: string; readonly nowMs: number }): Change | null
}

/** Where a SQLite store keeps its file, and how it looks after it. */
export interface SqliteStoreOptions {
  /** The file; it is created when there is none. `:memory:` keeps nothing. */
  readonly path: string
  /** The name of the history that starts with a new file: 1 to 32 characters of `a-z0-9`. @default a random one */
  readonly lineage?: string
  /** How often other processes' writes are looked for, in milliseconds. Minimum: 1. @default 200 */
  readonly pollIntervalMs?: number
  /** How many changes are kept for clients that come back. Minimum: 0. @default 1000 */
  readonly maxChanges?: number
  /** Called when the file cannot be read any more; what was read last goes on being served. */
  readonly onProblem?: (error: Error) => void
  /** Receives what a listener throws. @default the process, as an uncaught exception */
  readonly onListenerError?: (error: unknown) => void
  readonly timers?: Timers
}

/**
 * Opens a flag store in a SQLite file.
 *
 * @throws Error that says what to do, when the file is not Halyard's, of a newer version, or cannot be opened.
 * @example
 * const store = openSqliteStore({ path: 'halyard.db' })
 * store.replaceFlagSet(flagSet, { author: 'ada', nowMs: Date.now() })
 */
export function openSqliteStore(options: SqliteStoreOptions): SqliteStore {
  const { path, lineage, pollIntervalMs = 200, maxChanges = 1000, timers = systemTimers, onProblem } = options
  const database = openSqliteDatabase(path, () => lineage ?? drawLineage())
  const records = createSqliteRecords(database)
  const feed = createChangeFeed(options.onListenerError)
  let snapshot = transact(database, 'read', records.readSnapshot)
  let dataVersion = readPragma(database, 'data_version')
  let isClosed = false
  let lastProblem = ''

  /** Takes over what was written, step by step, so that nobody is told of a change that is not shown. */
  function show(steps: readonly Step[]): void {
    for (const { change, next } of steps) {
      snapshot = next
      feed.announce(change)
    }
  }

  /** What other processes wrote since `snapshot`. */
  function readSteps(): Step[] {
    const stored = records.readRevision()
    const changes = chain(records.readChanges(snapshot.revision), snapshot.revision, stored)
    if (changes) {
      let { flagSet } = snapshot
      return changes.map((change) => {
        flagSet = applyFlagSetChanges(flagSet, change.changes)
        return { change, next: { revision: change.revision, flagSet } }
      })
    }
    // the way is pruned away, or the file holds another history now: one change leads there at once
    const next = records.readSnapshot()
    const difference = diffFlagSets(snapshot.flagSet, next.flagSet) ?? {}
    return [{ change: { revision: stored, previous: snapshot.revision, changes: difference }, next }]
  }

  function poll(): void {
    try {
      const version = readPragma(database, 'data_version')
      if (version === dataVersion) return
      show(transact(database, 'read', readSteps))
      dataVersion = version
      lastProblem = ''
    } catch (error) {
      const { message } = error as Error
      if (message !== lastProblem) {
        onProblem?.(new Error(`${path} cannot be read: ${message}`, { cause: error }))
      }
      lastProblem = message
    }
  }
  const stopPolling = timers.every(pollIntervalMs, poll)

  return {
    current: () => snapshot,
    changesSince(revision) {
      if (isClosed) return revision === snapshot.revision ? [] : null
      return chain(records.readChanges(revision), revision, snapshot.revision)
    },
    subscribe: feed.subscribe,
    replaceFlagSet(flagSet, { author, nowMs }) {
      const { steps, change } = transact(database, 'write', () => {
        const steps = readSteps()
        const before = steps.at(-1)?.next ?? snapshot
        const changes = diffFlagSets(before.flagSet, flagSet)
        if (!changes) return { steps, change: null }
        const number = revisionNumber(before.revision) + 1
        records.write(number, changes, { author, nowMs, maxChanges })
        const revision = formatRevision(revisionLineage(before.revision), number)
        const change: Change = { revision, previous: before.revision, changes }
        return { steps: [...steps, { change, next: { revision, flagSet } }], change }
      })
      show(steps)
      return change
    },
    async close() {
      if (isClosed) return
      isClosed = true
      stopPolling()
      feed.close()
      database.close()
    },
  }
}

/** A change, and what is served after it. */
interface Step {
  readonly change: Change
  readonly next: Snapshot
}

/** The changes that lead from one revision to another without a gap, or `null`. */
function chain(changes: readonly Change[], from: Revision, to: Revision): readonly Change[] | null {
  const end = changes.findIndex(({ revision }) => revision === to)
  const way = changes.slice(0, end + 1)
  return from === to || (way.length > 0 && way[0]?.previous === from) ? way : null
}
