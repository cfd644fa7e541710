import { createBoundedRing, type FlagReads } from '@halyard/devtools'
import { type ReadonlySignal, signal } from '@preact/signals'
import { MAX_FLAGS } from './client-model.ts'
import { type FlagReader, readFlagReader } from './flag-reader.ts'
import type { FlagChange } from './timeline.ts'
import { clipText } from './value-text.ts'

/** How many changes of all flags of a client are kept. */
export const MAX_CHANGES = 2_000
/** The most readers of one flag that are told apart. */
const MAX_READERS = 20
const MAX_STACK_LENGTH = 2_000

/** How often a flag was read, and by whom. */
export interface ReadsOfFlag {
  readonly count: number
  /** In milliseconds since 1970. */
  readonly lastAtMs: number
  readonly readers: readonly FlagReader[]
}

/** A change, and when it was. */
export interface DatedChange extends FlagChange {
  /** In milliseconds since 1970. */
  readonly atMs: number
}

/** What is known of a client's flags over time. */
export interface FlagActivity {
  /** Counts what changes: read it to be told of the next change. */
  readonly version: ReadonlySignal<number>
  /** Where changes begin, in milliseconds since 1970. */
  readonly sinceMs: number
  /** Whether they begin with the attachment of the client: else with the panel. */
  readonly isSinceAttachment: boolean
  /** Since when reads are counted, in milliseconds since 1970; `null` for a client that does not count them. */
  readonly readsSinceMs: number | null
  reads(flagKey: string): ReadsOfFlag | undefined
  /** The changes of a flag that are kept, newest first. Costs as much as there are changes of all flags. */
  changes(flagKey: string): readonly DatedChange[]
  /** When a flag changed last; `undefined` where no change of it is known. */
  changedAtMs(flagKey: string): number | undefined
  /** Whether changes of any flag are missing because there were too many. */
  readonly isIncomplete: boolean
}

/** The writing end of a {@link FlagActivity}. */
export interface WritableFlagActivity extends FlagActivity {
  addChange(change: DatedChange): void
  addReads(reads: readonly FlagReads[]): void
  /** Takes the client's word for when its records begin, and how much of them is missing. */
  begin(sinceMs: number, readsSinceMs: number, dropped: number): void
}

/** Creates the activity of a client of which nothing is known yet. */
export function createFlagActivity(nowMs: number): WritableFlagActivity {
  const version = signal(0)
  const changes = createBoundedRing<DatedChange>(MAX_CHANGES)
  const changedAt = new Map<string, number>()
  const reads = new Map<string, ReadsOfFlag>()
  let sinceMs = nowMs
  let isSinceAttachment = false
  let readsSinceMs: number | null = null
  let missed = 0

  return {
    version,
    get sinceMs() {
      return sinceMs
    },
    get isSinceAttachment() {
      return isSinceAttachment
    },
    get readsSinceMs() {
      return readsSinceMs
    },
    reads: (flagKey) => reads.get(flagKey),
    changes: (flagKey) =>
      changes
        .items()
        .filter((change) => change.flagKey === flagKey)
        .reverse(),
    changedAtMs: (flagKey) => changedAt.get(flagKey),
    get isIncomplete() {
      return changes.dropped + missed > 0
    },
    addChange(change) {
      changes.push(change)
      if (changedAt.size < MAX_FLAGS || changedAt.has(change.flagKey))
        changedAt.set(change.flagKey, change.atMs)
      version.value += 1
    },
    addReads(added) {
      for (const { flagKey, count, lastAtMs, newReaders = [] } of added) {
        const known = reads.get(flagKey)
        if (!known && reads.size >= MAX_FLAGS) continue
        reads.set(flagKey, { count, lastAtMs, readers: withReaders(known?.readers ?? [], newReaders) })
      }
      if (added.length > 0) version.value += 1
    },
    begin(nextSinceMs, nextReadsSinceMs, dropped) {
      sinceMs = nextSinceMs
      readsSinceMs = nextReadsSinceMs
      isSinceAttachment = true
      missed = dropped
      version.value += 1
    },
  }
}

/** One for each place in the code, however it was reached. */
function withReaders(known: readonly FlagReader[], stacks: readonly string[]): readonly FlagReader[] {
  const readers = [...known]
  for (const stack of stacks.slice(0, MAX_READERS)) {
    if (readers.length >= MAX_READERS) break
    const reader = readFlagReader(clipText(stack, MAX_STACK_LENGTH))
    const isKnown = readers.some(({ name, location }) => name === reader.name && location === reader.location)
    if (!isKnown) readers.push(reader)
  }
  return readers
}
