import type { InsightStep, InsightTables } from './insight-tables.ts'
import {
  type BatchLimits,
  fillBatches,
  isQueuedBatch,
  type QueuedBatch,
  type QueuedEntry,
  sortOut,
} from './queued-batch.ts'
import { continueSession } from './visitor-session.ts'

/** An entry, and what makes it the same as another one. */
export interface NewEntry extends QueuedEntry {
  /** Of the entries of a session that say the same here, the first counts. Absent: each counts. */
  readonly once?: string
}

/** What became of new entries. */
export interface Addition {
  readonly sessionId: string
  /** The batch that is still open to entries of this page. */
  readonly open: QueuedBatch | undefined
  /** How many entries are new. */
  readonly added: number
  /** Whether a batch is full, and may be sent. */
  readonly isFull: boolean
  /** How many older entries had to go. */
  readonly dropped: number
}

/** How much waits, and what a session is. */
export interface InsightQueueOptions extends BatchLimits {
  readonly tables: InsightTables
  readonly maxQueuedEntries: number
  readonly sessionTimeoutMs: number
  readonly drawId: () => string
}

/** What waits to be sent, for all tabs of the origin. Rejects where its tables do. */
export interface InsightQueue {
  /**
   * Adds entries, apart from those that this session has already, in one step.
   *
   * @param openId the batch that this page has open, if any.
   */
  add(entries: readonly NewEntry[], openId: string | undefined, nowMs: number): Promise<Addition>
  /** Seals every batch. @returns the oldest one, if there is any, and how many entries were too old. */
  next(nowMs: number): Promise<{ readonly batch: QueuedBatch | undefined; readonly dropped: number }>
  /** Removes a batch that the server has taken, or never will. */
  remove(id: string): Promise<void>
  close(): void
}

const SESSION = 'session'

/** Creates a queue. */
export function createInsightQueue(options: InsightQueueOptions): InsightQueue {
  const { tables, maxQueuedEntries, sessionTimeoutMs, drawId } = options

  async function readBatches(
    step: InsightStep,
    nowMs: number,
  ): Promise<{ readonly kept: readonly QueuedBatch[]; readonly dropped: number }> {
    const batches = (await step.all('batches')).filter(isQueuedBatch)
    const { kept, dropped } = sortOut(batches, maxQueuedEntries, nowMs)
    for (const { id } of dropped) step.delete('batches', id)
    return { kept, dropped: dropped.reduce((sum, { entries }) => sum + entries.length, 0) }
  }

  async function enterSession(step: InsightStep, nowMs: number): Promise<string> {
    const stored = await step.get('session', SESSION)
    const session = continueSession(stored, nowMs, sessionTimeoutMs, drawId)
    if (session.id !== stored?.id) step.clear('shown')
    step.put('session', SESSION, session)
    return session.id
  }

  async function onlyNew(step: InsightStep, entries: readonly NewEntry[]): Promise<readonly QueuedEntry[]> {
    const fresh: QueuedEntry[] = []
    for (const { once, ...entry } of entries) {
      if (once !== undefined) {
        if (await step.get('shown', once)) continue
        step.put('shown', once, true)
      }
      fresh.push(entry)
    }
    return fresh
  }

  return {
    add(entries, openId, nowMs) {
      return tables.transact(async (step) => {
        const sessionId = await enterSession(step, nowMs)
        const fresh = await onlyNew(step, entries)
        const before = openId === undefined ? undefined : await step.get('batches', openId)
        const filled = fillBatches(before, fresh, options, drawId)
        for (const batch of filled) step.put('batches', batch.id, batch)
        const { dropped } = filled.length > 0 ? await readBatches(step, nowMs) : { dropped: 0 }
        const last = filled.at(-1) ?? before
        return {
          sessionId,
          open: last?.isSealed ? undefined : last,
          added: fresh.length,
          isFull: filled.some(({ isSealed }) => isSealed),
          dropped,
        }
      })
    },
    next(nowMs) {
      return tables.transact(async (step) => {
        const { kept, dropped } = await readBatches(step, nowMs)
        const sealed = kept.map((batch) => ({ ...batch, isSealed: true }))
        for (const batch of sealed) step.put('batches', batch.id, batch)
        return { batch: sealed[0], dropped }
      })
    },
    remove: (id) => tables.transact(async (step) => step.delete('batches', id)),
    close: tables.close,
  }
}
