import { type ChangeCause, createBoundedRing } from '@halyard/devtools'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { OutcomeText } from './outcome-text.ts'

/** How many entries a panel keeps. */
export const MAX_TIMELINE_ENTRIES = 5_000
/** How many documents are known again when they come back from the back/forward cache. */
const MAX_LEFT_DOCUMENTS = 100

/** Where something happened. */
export interface TimelinePlace {
  readonly connectionId: string
  /** `null` for what concerns the document. */
  readonly clientId: string | null
  /** The SDK, or what the document is: words for a person. */
  readonly name: string
}

/** What happened. */
export type TimelineEvent =
  | {
      readonly kind: 'read'
      readonly flagKey: string
      readonly outcome: OutcomeText
      readonly isFirst: boolean
    }
  | FlagChange
  | {
      readonly kind: 'connection'
      readonly state: string
      readonly revision: string | null
      readonly error: string | null
    }
  | { readonly kind: 'context'; readonly context: string }
  | {
      readonly kind: 'exposure'
      readonly flagKey: string
      readonly outcome: OutcomeText
      readonly uncounted: string | null
    }
  | { readonly kind: 'tracking'; readonly name: string; readonly details: string | null }
  | { readonly kind: 'navigation'; readonly url: string; readonly title: string; readonly isLoad: boolean }

/** A flag whose value or variant became another one. */
export interface FlagChange {
  readonly kind: 'change'
  readonly flagKey: string
  /** `null` where the panel missed the change, and noticed it later. */
  readonly cause: ChangeCause | (string & {}) | null
  readonly before: OutcomeText
  /** `null` where the flag is gone. */
  readonly after: OutcomeText | null
}

/** What happened, where and when. */
export interface TimelineEntry {
  /** Counts entries; no two have the same. */
  readonly number: number
  /** In milliseconds since 1970. */
  readonly atMs: number
  readonly place: TimelinePlace
  readonly event: TimelineEvent
}

/** What happened in the inspected tab, the last {@link MAX_TIMELINE_ENTRIES} of it, over reloads too. */
export interface Timeline {
  /** Counts what changes: read it to be told of the next entry. */
  readonly version: ReadonlySignal<number>
  /** By time, oldest first. Read {@link version} along with it. */
  entries(): readonly TimelineEntry[]
  /** How many entries are missing: that had to make room, or that pages did not keep. */
  readonly dropped: number
  record(atMs: number, place: TimelinePlace, event: TimelineEvent): void
  /** Adds to what is missing. */
  miss(count: number): void
  /** Notes that nothing of a document is recorded from now on. */
  leave(documentId: string, atMs: number): void
  /** When a document was left, which has come back; `undefined` for one that is new. */
  leftAtMs(documentId: string): number | undefined
  clear(): void
}

/** Creates a timeline without entries. */
export function createTimeline(): Timeline {
  const ring = createBoundedRing<TimelineEntry>(MAX_TIMELINE_ENTRIES)
  const version = signal(0)
  const left = new Map<string, number>()
  let lastNumber = 0
  let missed = 0
  let sorted: readonly TimelineEntry[] | undefined

  function changed(): void {
    sorted = undefined
    version.value += 1
  }

  return {
    version,
    entries() {
      // What a page kept before the panel was there comes after what the panel saw itself.
      sorted ??= [...ring.items()].sort((a, b) => a.atMs - b.atMs || a.number - b.number)
      return sorted
    },
    get dropped() {
      return ring.dropped + missed
    },
    record(atMs, place, event) {
      lastNumber += 1
      ring.push({ number: lastNumber, atMs, place, event })
      changed()
    },
    miss(count) {
      if (count <= 0) return
      missed += count
      changed()
    },
    leave(documentId, atMs) {
      left.delete(documentId)
      left.set(documentId, atMs)
      for (const oldest of left.keys()) if (left.size > MAX_LEFT_DOCUMENTS) left.delete(oldest)
    },
    leftAtMs: (documentId) => left.get(documentId),
    clear() {
      ring.clear()
      missed = 0
      changed()
    },
  }
}
