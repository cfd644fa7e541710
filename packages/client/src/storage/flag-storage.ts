/** A snapshot as it is stored. */
export interface StoredSnapshot {
  /** The snapshot as JSON text: a structured clone of the object costs five times the read. */
  readonly json: string
  /** When this browser received it, in milliseconds since 1970. */
  readonly storedAtMs: number
}

/**
 * One small text that is there at once, without a promise: what the first frame shows before storage has answered.
 * Neither method throws.
 */
export interface FirstPaintSlot {
  read(): string | null
  write(text: string): void
  /** After how long without a visit values count as too old to be shown, in milliseconds. Minimum: 0. */
  readonly maxUnusedMs: number
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
  /** Absent: nothing is kept for the first frame. */
  readonly firstPaint?: FirstPaintSlot
  /** Lets go of everything that is open. A later call opens it again. */
  close(): void
}
