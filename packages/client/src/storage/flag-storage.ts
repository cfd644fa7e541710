/** A snapshot as it is stored. */
export interface StoredSnapshot {
  /** The snapshot as JSON text: a structured clone of the object costs five times the read. */
  readonly json: string
  /** When this browser received it, in milliseconds since 1970. */
  readonly storedAtMs: number
}

/**
 * Where snapshots survive a reload. One record per key.
 *
 * Every promise settles: an implementation that waits for something outside of it has a time limit and rejects.
 * The client falls back to memory after the first rejection, so an implementation need not retry.
 */
export interface FlagStorage {
  /** What was last written under the key, `null` when nothing was, or when it is not a {@link StoredSnapshot}. */
  read(key: string): Promise<StoredSnapshot | null>
  /** Replaces the record. It is kept when the promise resolves. */
  write(key: string, record: StoredSnapshot): Promise<void>
  /**
   * One small text that is there at once, without a promise: what the first frame shows before `read` has answered.
   * Absent: nothing is kept for that frame. Neither method throws.
   */
  readonly firstPaint?: { read(): string | null; write(text: string): void }
  /** Lets go of everything that is open. A later call opens it again. */
  close(): void
}
