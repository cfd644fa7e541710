import type { Revision, Snapshot } from '@halyard/protocol/wire'
import { type FlagSet, type FlagSetChanges, joinPointer } from '@halyard/schema'
import type { FlagStore } from './flag-store.ts'

/**
 * Holds the flags of one environment as they were written, and takes writes. As a {@link FlagStore} it shows what browsers
 * are served of them, see `serveFlagSet`.
 *
 * Every implementation keeps these promises, and runs the suite in `testing/environment-store-contract.ts`:
 * - A write is one transaction: flags, revision and audit entry, or nothing.
 * - Revisions have no gap and no repeat; each has one audit entry, which never changes.
 * - A write that was based on what is not there any more changes nothing.
 */
export interface EnvironmentStore extends FlagStore {
  /** The flags as they were written. Returns the identical object until they change. */
  authored(): Snapshot

  /**
   * The revision that changed a part last: its version.
   *
   * @param part an RFC 6901 pointer such as `/flags/checkout`, `/$evaluators/staff` or `/metadata`.
   * @returns number 0 of the lineage for a part that no write has touched.
   */
  versionOf(part: string): Revision

  /**
   * When a part was written first and last, as far as the audit log goes back; `null` where no write has touched it.
   *
   * @param part as for `versionOf`. One that was removed and written again is as old as its first writing.
   */
  writtenAt(part: string): WritingTimes | null

  /**
   * Writes. Changes that say nothing new are no revision.
   *
   * @returns what became of it; rejects only where the medium fails, and nothing has changed then.
   * @example
   * await store.write({ changes: { flags: { old: null } }, author: 'ada', action: 'remove', reason: '', nowMs: Date.now() })
   */
  write(request: WriteRequest): Promise<WriteOutcome>

  /** What was written, the newest first. */
  audit(query?: AuditQuery): readonly AuditEntry[]

  /** The flags as they were written at a revision; `null` where the way back is not known. */
  authoredAt(revision: Revision): FlagSet | null
}

/** When something was written, in milliseconds since 1970. */
export interface WritingTimes {
  readonly firstMs: number
  readonly lastMs: number
}

/** Who changes something, when, and why. */
export interface WriteNote {
  /** Who; for people and audits, 1 character at least. */
  readonly author: string
  /** What was meant, in one word, such as `rollout`. */
  readonly action: string
  /** Why; may be empty. */
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly nowMs: number
}

/** A change that somebody wants. */
export interface WriteRequest extends WriteNote {
  readonly changes: FlagSetChanges
  /**
   * The revision of the environment, or the version of the flag, that the writer had seen. The write is a conflict where
   * something that it changes was changed after that. @default whatever is there
   */
  readonly basedOn?: Revision | undefined
}

/** What became of a write. */
export type WriteOutcome =
  | { readonly status: 'written'; readonly entry: AuditEntry }
  | { readonly status: 'unchanged' }
  /** `other` is the last change of what the write was about, where it is known. */
  | { readonly status: 'conflict'; readonly other?: AuditEntry | undefined }
  | { readonly status: 'read-only' }

/** One write, as it is kept for ever. */
export interface AuditEntry {
  readonly revision: Revision
  readonly atMs: number
  readonly author: string
  readonly action: string
  readonly reason: string
  /** What undoes it; `null` for writes of versions of Halyard that did not keep it. */
  readonly before: FlagSetChanges | null
  /** What it changed. */
  readonly after: FlagSetChanges
}

/** Which audit entries are wanted. */
export interface AuditQuery {
  /** Only those that changed this flag. */
  readonly flagKey?: string | undefined
  /** Only those before this change count, for the next page. @default the newest */
  readonly beforeNumber?: number | undefined
  /** How many. Minimum: 1. @default 100 */
  readonly limit?: number | undefined
}

/** How many audit entries are told at once, where nothing else is asked for. */
export const DEFAULT_AUDIT_LIMIT = 100

/** The pointer of a flag, as {@link EnvironmentStore.versionOf} takes it. */
export function flagPart(flagKey: string): string {
  return joinPointer('/flags', flagKey)
}

/** The pointer of a shared rule (segment). */
export function segmentPart(name: string): string {
  return joinPointer('/$evaluators', name)
}

/** The pointers of all that changes are about. */
export function partsOf({ flags = {}, $evaluators = {}, ...whole }: FlagSetChanges): readonly string[] {
  return [
    ...Object.keys(flags).map(flagPart),
    ...Object.keys($evaluators).map(segmentPart),
    ...Object.keys(whole).map((name) => joinPointer('', name)),
  ]
}
