import {
  type Change,
  formatRevision,
  type Revision,
  revisionLineage,
  revisionNumber,
  type Snapshot,
} from '@halyard/protocol/wire'
import { applyFlagSetChanges, diffFlagSets, type FlagSet } from '@halyard/schema'
import { findConflict } from './audit-log.ts'
import { createChangeFeed } from './change-feed.ts'
import type {
  AuditEntry,
  EnvironmentStore,
  WriteNote,
  WriteOutcome,
  WriteRequest,
} from './environment-store.ts'
import { drawLineage } from './lineage.ts'
import { serveFlagSet } from './serve-flag-set.ts'
import { createSqliteAudit } from './sqlite-audit.ts'
import { openSqliteDatabase, readPragma, transact } from './sqlite-database.ts'
import { FIRST_ENVIRONMENT } from './sqlite-environment-tables.ts'
import { createSqliteRecords, ensureEnvironment } from './sqlite-records.ts'
import { systemTimers, type Timers } from './timers.ts'
import { undoAfter } from './undo-after.ts'

/** A store of one environment in a SQLite file. Several processes may have it open; each hears of the others' writes. */
export interface SqliteStore extends EnvironmentStore {
  /**
   * Writes a whole new flag set, its revision and its audit entry in one transaction.
   *
   * @param note who changed it, when and why. @param note.action @default 'import'
   * @returns what became different of what is served, or `null` when the new set says the same as the stored one.
   * @throws Error when the file cannot be written; nothing has changed then.
   */
  replaceFlagSet(
    flagSet: FlagSet,
    note: Pick<WriteNote, 'author' | 'nowMs'> & Partial<WriteNote>,
  ): Change | null
}

/** Where a SQLite store keeps its file, and how it looks after it. */
export interface SqliteStoreOptions {
  /** The file; it is created when there is none. `:memory:` keeps nothing. */
  readonly path: string
  /** The environment; it is created where the file has none of that name. @default 'production' */
  readonly environment?: string
  /** The name of the history that starts with a new environment: 1 to 32 characters of `a-z0-9`. @default a random one */
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
 * Opens the store of an environment in a SQLite file.
 *
 * @throws Error that says what to do, when the file is not Halyard's, of a newer version, or cannot be opened.
 * @example
 * const store = openSqliteStore({ path: 'halyard.db' })
 * store.replaceFlagSet(flagSet, { author: 'ada', nowMs: Date.now() })
 */
export function openSqliteStore(options: SqliteStoreOptions): SqliteStore {
  const { path, lineage, pollIntervalMs = 200, maxChanges = 1000, timers = systemTimers, onProblem } = options
  const { environment = FIRST_ENVIRONMENT } = options
  const database = openSqliteDatabase(path)
  // what was accepted, and is in the audit log, is to survive a power cut, too
  database.exec('PRAGMA synchronous = FULL')
  transact(database, 'write', () => ensureEnvironment(database, environment, lineage ?? drawLineage()))
  const records = createSqliteRecords(database, environment)
  const audit = createSqliteAudit(database, environment, () => revisionLineage(authored.revision))
  const feed = createChangeFeed(options.onListenerError)
  let authored = transact(database, 'read', records.readAuthored)
  let snapshot: Snapshot = { revision: authored.revision, flagSet: serveFlagSet(authored.flagSet) }
  let dataVersion = readPragma(database, 'data_version')
  let isClosed = false
  let lastProblem = ''

  /** Takes over what was written, step by step, so that nobody is told of a change that is not shown. */
  function show({ steps, written }: News): void {
    if (written) authored = written
    for (const { change, next } of steps) {
      snapshot = next
      feed.announce(change)
    }
  }

  /** What other processes wrote since `authored`. */
  function readNews(): News {
    const stored = records.readRevision()
    if (stored === authored.revision) return { steps: [] }
    const written = records.readAuthored()
    const changes = chain(records.readChanges(authored.revision), authored.revision, stored)
    if (changes) {
      let { flagSet } = snapshot
      const steps = changes.map((change) => {
        flagSet = applyFlagSetChanges(flagSet, change.changes)
        return { change, next: { revision: change.revision, flagSet } }
      })
      return { steps, written }
    }
    // the way is pruned away, or the file holds another history now: one change leads there at once
    const next = { revision: stored, flagSet: serveFlagSet(written.flagSet) }
    const difference = diffFlagSets(snapshot.flagSet, next.flagSet) ?? {}
    return {
      steps: [{ change: { revision: stored, previous: snapshot.revision, changes: difference }, next }],
      written,
    }
  }

  function poll(): void {
    try {
      const version = readPragma(database, 'data_version')
      if (version === dataVersion) return
      show(transact(database, 'read', readNews))
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

  /** @param flagSetAfter what is to be written, given what is there now. */
  function commit(
    flagSetAfter: (before: FlagSet) => FlagSet,
    { author, action, reason, nowMs, basedOn }: WriteNote & { readonly basedOn?: Revision | undefined },
  ): WriteOutcome & { readonly change?: Change } {
    const { outcome, ...news } = transact(database, 'write', () => {
      const news = readNews()
      const before = news.written ?? authored
      const served = news.steps.at(-1)?.next ?? snapshot
      const flagSet = flagSetAfter(before.flagSet)
      const after = diffFlagSets(before.flagSet, flagSet)
      if (!after) return { ...news, outcome: { status: 'unchanged' } as const }
      const conflict = findConflict(audit, after, basedOn, before.revision)
      if (conflict) return { ...news, outcome: conflict }
      const number = revisionNumber(before.revision) + 1
      const revision = formatRevision(revisionLineage(before.revision), number)
      const next = { revision, flagSet: serveFlagSet(flagSet) }
      const changes = diffFlagSets(served.flagSet, next.flagSet) ?? {}
      const undo = diffFlagSets(flagSet, before.flagSet)
      const entry: AuditEntry = { revision, atMs: nowMs, author, action, reason, before: undo, after }
      records.write(number, { authored: after, served: changes }, maxChanges)
      audit.append(entry)
      const change: Change = { revision, previous: before.revision, changes }
      return {
        steps: [...news.steps, { change, next }],
        written: { revision, flagSet },
        outcome: { status: 'written', entry, change } as const,
      }
    })
    show(news)
    return outcome
  }

  return {
    current: () => snapshot,
    authored: () => authored,
    changesSince(revision) {
      if (isClosed) return revision === snapshot.revision ? [] : null
      return chain(records.readChanges(revision), revision, snapshot.revision)
    },
    subscribe: feed.subscribe,
    versionOf(part) {
      const { revision } = authored
      // what another process wrote a moment ago is not shown yet, and nobody may take it for seen
      return formatRevision(revisionLineage(revision), audit.versionOf(part, revisionNumber(revision)))
    },
    writtenAt: audit.writtenAt,
    async write({ changes, ...note }: WriteRequest) {
      const { change: _, ...outcome } = commit((before) => applyFlagSetChanges(before, changes), note)
      return outcome
    },
    audit: (query = {}) => audit.read(query),
    authoredAt: (revision) => undoAfter(authored, revision, audit.readAfter),
    replaceFlagSet(flagSet, note) {
      return commit(() => flagSet, { action: 'import', reason: '', ...note }).change ?? null
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

/** What there is to show. */
interface News {
  readonly steps: readonly Step[]
  readonly written?: Snapshot
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
