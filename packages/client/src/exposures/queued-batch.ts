import { type ExposureEntry, MAX_INSIGHT_AGE_MS, type TrackingEntry } from '@halyard/protocol/wire'
import { isJsonObject } from '@halyard/schema'

/** An entry of a batch before it is sent: it has an instant in place of an age. */
export interface QueuedEntry {
  /** When it happened, in milliseconds since 1970. */
  readonly atMs: number
  readonly insight: Omit<ExposureEntry, 'ageMs'> | Omit<TrackingEntry, 'ageMs'>
}

/** A batch that waits until the server has taken it. */
export interface QueuedBatch {
  readonly id: string
  /** When its first entry came, in milliseconds since 1970. */
  readonly createdAtMs: number
  readonly entries: readonly QueuedEntry[]
  /** How long the entries are as JSON text, in bytes. */
  readonly bytes: number
  /**
   * A batch that may have been sent never grows: the server counts what it hears first, and would not count the rest.
   */
  readonly isSealed: boolean
}

/** How large a batch may become. */
export interface BatchLimits {
  readonly maxEntries: number
  /** As JSON text. */
  readonly maxBytes: number
}

/**
 * Adds entries to an open batch, and to new ones when it is full.
 *
 * @param open the batch to begin with, unless it is sealed.
 * @param drawId gives a new batch its id.
 * @returns every batch that is new or another one now. All but the last are sealed, and the last is when it is full.
 */
export function fillBatches(
  open: QueuedBatch | undefined,
  entries: readonly QueuedEntry[],
  limits: BatchLimits,
  drawId: () => string,
): readonly QueuedBatch[] {
  const filled: QueuedBatch[] = []
  let last = open && !open.isSealed ? open : undefined
  for (const entry of entries) {
    const bytes = bytesOf(entry)
    if (last && last.bytes + bytes > limits.maxBytes) {
      filled.push({ ...last, isSealed: true })
      last = undefined
    }
    last = {
      id: last?.id ?? drawId(),
      createdAtMs: last?.createdAtMs ?? entry.atMs,
      entries: [...(last?.entries ?? []), entry],
      bytes: (last?.bytes ?? 0) + bytes,
      isSealed: false,
    }
    if (last.entries.length >= limits.maxEntries) {
      filled.push({ ...last, isSealed: true })
      last = undefined
    }
  }
  return last ? [...filled, last] : filled
}

/**
 * Says which batches have to go: those that are too old to be counted, and the oldest while there are too many entries.
 * The youngest batch stays.
 *
 * @returns the batches that stay, oldest first, and those that go.
 */
export function sortOut(
  batches: readonly QueuedBatch[],
  maxQueuedEntries: number,
  nowMs: number,
): { readonly kept: readonly QueuedBatch[]; readonly dropped: readonly QueuedBatch[] } {
  const youngestFirst = [...batches].sort((a, b) => b.createdAtMs - a.createdAtMs)
  const kept: QueuedBatch[] = []
  const dropped: QueuedBatch[] = []
  let entries = 0
  for (const batch of youngestFirst) {
    entries += batch.entries.length
    const isTooMuch = kept.length > 0 && entries > maxQueuedEntries
    const isTooOld = nowMs - batch.createdAtMs > MAX_INSIGHT_AGE_MS
    if (isTooMuch || isTooOld) dropped.push(batch)
    else kept.unshift(batch)
  }
  return { kept, dropped }
}

/** Tells whether a stored record is a batch. Checks the envelope only: the server judges the entries. */
export function isQueuedBatch(record: unknown): record is QueuedBatch {
  return (
    isJsonObject(record) &&
    typeof record.id === 'string' &&
    typeof record.createdAtMs === 'number' &&
    Array.isArray(record.entries)
  )
}

/** How long an entry is as JSON text, in bytes. */
export function bytesOf(entry: QueuedEntry): number {
  return new TextEncoder().encode(JSON.stringify(entry)).length
}
