import type { Change, Revision, Snapshot } from '@halyard/protocol/wire'

/**
 * Holds the flag set of one environment and its recent history. Reads are synchronous and never throw.
 *
 * Every implementation keeps these promises, and runs the suite in `testing/flag-store-contract.ts`:
 * - One revision has one content, for everybody and for ever.
 * - Changes form a chain: the `previous` of each is the `revision` of the one before it.
 * - A change is announced after `current()` shows it, in order, and exactly once to each listener.
 */
export interface FlagStore {
  /** The flag set as it is now. Returns the identical object until it changes. */
  current(): Snapshot

  /**
   * What happened after a revision.
   *
   * @returns the changes from there to {@link current}, oldest first, and none when nothing happened; `null` when the
   * way is not known any more, or never was: too old, of another lineage, or from the future.
   * @example store.changesSince('k3x9q2.16') // [{ previous: 'k3x9q2.16', revision: 'k3x9q2.17', … }]
   */
  changesSince(revision: Revision): readonly Change[] | null

  /**
   * Calls the listener with every change from now on. A listener that throws starves no other.
   *
   * @returns a function that ends the subscription.
   */
  subscribe(listener: (change: Change) => void): () => void

  /** Lets go of files, watchers and timers, and of all listeners. `current()` goes on answering. */
  close(): Promise<void>
}
