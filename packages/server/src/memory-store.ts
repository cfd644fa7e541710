import { type Change, formatRevision, type Revision, revisionNumber } from '@halyard/protocol/wire'
import { diffFlagSets, type FlagSet } from '@halyard/schema'
import { createChangeFeed } from './change-feed.ts'
import type { FlagStore } from './flag-store.ts'
import { drawLineage } from './lineage.ts'

/** A flag store in memory; its history ends with it. */
export interface MemoryStore extends FlagStore {
  /**
   * Takes over a whole new flag set.
   *
   * @returns the change that was announced, or `null` when the new set says the same as the old one.
   */
  replaceFlagSet(flagSet: FlagSet): Change | null
}

/** How a memory store starts, and how much history it keeps. */
export interface MemoryStoreOptions {
  /** The first flag set, revision number 0. @default an empty one */
  readonly flagSet?: FlagSet
  /** The name of this history: 1 to 32 characters of `a-z0-9`. @default a random one */
  readonly lineage?: string
  /** How many changes are kept for clients that come back. Minimum: 0. @default 1000 */
  readonly maxChanges?: number
  /** How many characters of JSON they may have together. Minimum: 0. @default 16777216 */
  readonly maxChangeLength?: number
  /** Receives what a listener throws. @default the process, as an uncaught exception */
  readonly onListenerError?: (error: unknown) => void
}

/**
 * Creates a flag store in memory.
 *
 * @example
 * const store = createMemoryStore({ flagSet: { flags: {} } })
 * store.replaceFlagSet({ flags: { banner: { state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' } } })
 */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const { maxChanges = 1000, maxChangeLength = 16 * 2 ** 20, lineage = drawLineage() } = options
  const feed = createChangeFeed(options.onListenerError)
  const kept: { readonly change: Change; readonly length: number }[] = []
  let keptLength = 0
  let snapshot = { revision: formatRevision(lineage, 0), flagSet: options.flagSet ?? { flags: {} } }

  function keep(change: Change): void {
    const length = JSON.stringify(change).length
    kept.push({ change, length })
    keptLength += length
    while (kept.length > maxChanges || keptLength > maxChangeLength) keptLength -= kept.shift()?.length ?? 0
  }

  return {
    current: () => snapshot,
    changesSince(revision: Revision) {
      if (revision === snapshot.revision) return []
      const first = kept.findIndex(({ change }) => change.previous === revision)
      return first < 0 ? null : kept.slice(first).map(({ change }) => change)
    },
    subscribe: feed.subscribe,
    replaceFlagSet(flagSet) {
      const changes = diffFlagSets(snapshot.flagSet, flagSet)
      if (!changes) return null
      const previous = snapshot.revision
      const change = { revision: formatRevision(lineage, revisionNumber(previous) + 1), previous, changes }
      snapshot = { revision: change.revision, flagSet }
      keep(change)
      feed.announce(change)
      return change
    },
    async close() {
      feed.close()
    },
  }
}
