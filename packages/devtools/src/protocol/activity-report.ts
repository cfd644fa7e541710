import type { FlagValue } from '@halyard/schema'
import type { ChangeCause } from './flag-report.ts'

/** What a page got of a flag at some time. */
export interface FlagOutcome {
  /** Absent where only the code's fallback is known. */
  readonly value?: FlagValue
  readonly variant?: string
  readonly reason: string
}

/** Something that happened to a client's flags, or that its page did with them. */
export type ActivityEntry = {
  /** In milliseconds since 1970, by the page's clock. */
  readonly atMs: number
} & (
  | { readonly kind: 'read'; readonly flagKey: string; readonly outcome: FlagOutcome }
  | {
      readonly kind: 'change'
      readonly flagKey: string
      readonly cause: ChangeCause
      readonly before: FlagOutcome
      readonly after: FlagOutcome
    }
  | { readonly kind: 'state'; readonly state: string; readonly revision?: string; readonly error?: string }
  | {
      readonly kind: 'exposure'
      readonly flagKey: string
      readonly outcome: FlagOutcome
      /** Why nobody counts it, where that is known. */
      readonly uncounted?: 'override' | 'fallback' | 'no-recorder'
    }
  /** `details` is JSON text, and may be cut short. */
  | { readonly kind: 'tracking'; readonly name: string; readonly details?: string }
)

/** How often a page has read a flag, and from where. */
export interface FlagReads {
  readonly flagKey: string
  /** All reads since {@link ActivityReport.readsSinceMs}. */
  readonly count: number
  readonly lastAtMs: number
  /** Stack traces of readers that no earlier report has named, as the browser writes them. */
  readonly newReaders?: readonly string[]
}

/** What a client tells of its activity: first all that is kept, then what is new. */
export interface ActivityReport {
  /** Since when entries are kept, in milliseconds since 1970. */
  readonly sinceMs: number
  /** Since when reads are counted, in milliseconds since 1970. */
  readonly readsSinceMs: number
  /**
   * Oldest first. The first report has all that was kept, of every kind. Later ones have no first reads, changes and
   * states, which other messages tell of.
   */
  readonly entries: readonly ActivityEntry[]
  /** How many entries are missing, because there were more than are kept. */
  readonly dropped: number
  /** Flags that were read; in later reports those that were read since. */
  readonly reads: readonly FlagReads[]
}
