import { type Change, formatRevision, type Revision, revisionNumber } from '@halyard/protocol/wire'
import { applyFlagSetChanges, diffFlagSets, type FlagSet, type FlagSetChanges } from '@halyard/schema'
import { type AuditLog, findConflict } from './audit-log.ts'
import { createChangeFeed } from './change-feed.ts'
import type { AuditEntry, EnvironmentStore, WriteNote, WriteOutcome } from './environment-store.ts'
import { drawLineage } from './lineage.ts'
import { createMemoryAudit } from './memory-audit.ts'
import { serveFlagSet } from './serve-flag-set.ts'
import { undoAfter } from './undo-after.ts'

/** A store in memory; its history ends with it. */
export interface MemoryStore extends EnvironmentStore {
  /**
   * Takes over a whole new flag set.
   *
   * @param note who changed it, when and why. @default somebody unknown, now
   * @returns the change that was announced, or `null` when the new set says the same as the old one.
   */
  replaceFlagSet(flagSet: FlagSet, note?: Partial<WriteNote>): Change | null
}

/** How a memory store starts, and how much history it keeps. */
export interface MemoryStoreOptions {
  /** The first flag set. @default an empty one */
  readonly flagSet?: FlagSet
  /** The name of this history: 1 to 32 characters of `a-z0-9`. @default a random one */
  readonly lineage?: string
  /** How many changes this history had before the first flag set. @default 0 */
  readonly changeCount?: number
  /** Where the audit is kept. @default in memory, as many entries as changes */
  readonly audit?: AuditLog
  /** How many changes are kept, for clients that come back and for the audit. Minimum: 0. @default 1000 */
  readonly maxChanges?: number
  /** How many characters of JSON they may have together. Minimum: 0. @default 16777216 */
  readonly maxChangeLength?: number
  /** Milliseconds since 1970, for changes of which nobody says when they were made. @default Date.now */
  readonly now?: () => number
  /** Makes changes to what is kept elsewhere, too. When it throws, nothing is written. @default nothing is kept elsewhere */
  readonly persist?: (before: FlagSet, changes: FlagSetChanges) => void
  /** Receives what a listener throws. @default the process, as an uncaught exception */
  readonly onListenerError?: (error: unknown) => void
}

/**
 * Creates a store in memory.
 *
 * @example
 * const store = createMemoryStore({ flagSet: { flags: {} } })
 * store.replaceFlagSet({ flags: { banner: { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' } } })
 */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const {
    maxChanges = 1000,
    maxChangeLength = 16 * 2 ** 20,
    lineage = drawLineage(),
    now = Date.now,
    changeCount = 0,
    audit = createMemoryAudit(maxChanges),
  } = options
  const feed = createChangeFeed(options.onListenerError)
  const kept: { readonly change: Change; readonly length: number }[] = []
  let keptLength = 0
  let authored = { revision: formatRevision(lineage, changeCount), flagSet: options.flagSet ?? { flags: {} } }
  let snapshot = { revision: authored.revision, flagSet: serveFlagSet(authored.flagSet) }

  function keep(change: Change): void {
    const length = JSON.stringify(change).length
    kept.push({ change, length })
    keptLength += length
    while (kept.length > maxChanges || keptLength > maxChangeLength) keptLength -= kept.shift()?.length ?? 0
  }

  function commit(
    flagSet: FlagSet,
    { author, action, reason, nowMs, basedOn }: WriteNote & { readonly basedOn?: Revision | undefined },
    persist?: MemoryStoreOptions['persist'],
  ): WriteOutcome & { readonly change?: Change } {
    const after = diffFlagSets(authored.flagSet, flagSet)
    if (!after) return { status: 'unchanged' }
    const previous = authored.revision
    const conflict = findConflict(audit, after, basedOn, previous)
    if (conflict) return conflict
    const revision = formatRevision(lineage, revisionNumber(previous) + 1)
    const before = diffFlagSets(flagSet, authored.flagSet)
    const served = serveFlagSet(flagSet)
    const change = { revision, previous, changes: diffFlagSets(snapshot.flagSet, served) ?? {} }
    const entry: AuditEntry = { revision, atMs: nowMs, author, action, reason, before, after }
    persist?.(authored.flagSet, after)
    try {
      audit.append(entry)
    } catch (error) {
      persist?.(flagSet, before ?? {})
      throw error
    }
    authored = { revision, flagSet }
    snapshot = { revision, flagSet: served }
    keep(change)
    feed.announce(change)
    return { status: 'written', entry, change }
  }

  return {
    current: () => snapshot,
    authored: () => authored,
    changesSince(revision: Revision) {
      if (revision === snapshot.revision) return []
      const first = kept.findIndex(({ change }) => change.previous === revision)
      return first < 0 ? null : kept.slice(first).map(({ change }) => change)
    },
    subscribe: feed.subscribe,
    versionOf: (part) => formatRevision(lineage, audit.versionOf(part)),
    writtenAt: audit.writtenAt,
    async write({ changes, ...note }) {
      const { change: _, ...outcome } = commit(
        applyFlagSetChanges(authored.flagSet, changes),
        note,
        options.persist,
      )
      return outcome
    },
    audit: (query = {}) => audit.read(query),
    authoredAt: (revision) => undoAfter(authored, revision, audit.readAfter),
    replaceFlagSet(flagSet, note) {
      const filled = { author: 'unknown', action: 'import', reason: '', nowMs: note?.nowMs ?? now(), ...note }
      return commit(flagSet, filled).change ?? null
    },
    async close() {
      feed.close()
    },
  }
}
