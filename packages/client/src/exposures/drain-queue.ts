import type { Clock } from '../clock.ts'
import { backoffMs } from '../sources/backoff.ts'
import { waitForRetry } from '../sources/wait-for-retry.ts'
import type { InsightQueue } from './insight-queue.ts'
import type { QueuedBatch } from './queued-batch.ts'
import type { SendOutcome } from './send-batch.ts'

/** What {@link createDrain} needs. */
export interface DrainOptions {
  readonly queue: InsightQueue
  readonly clock: Clock
  readonly random: () => number
  /** The Web Lock whose holder sends. */
  readonly lockName: string
  send(batch: QueuedBatch, signal: AbortSignal): Promise<SendOutcome>
  /** Called for every batch that need not be sent again. */
  onSettled(batch: QueuedBatch, outcome: SendOutcome): void
  /** Called when so many entries were too old to be sent. */
  onDropped(entries: number): void
}

/** Sends what waits. */
export interface Drain {
  /** Sends everything that waits now, and what comes meanwhile. Does nothing more while it is at it. */
  run(): void
  /** Ends that; what was not sent waits on. */
  stop(): void
}

const BACKOFF = { firstMs: 1000, maxMs: 300_000 }

/**
 * Sends batches one after the other, oldest first, from one tab at a time: the one that holds the Web Lock. A tab that
 * is closed while it waits for the server leaves the lock to the next. Where there are no Web Locks, tabs may send the
 * same batch; the server counts it once.
 *
 * After a failure it tries again with full jitter, at most five minutes later, and not before the server wants it to.
 */
export function createDrain(options: DrainOptions): Drain {
  const { queue, clock, random, lockName, send, onSettled, onDropped } = options
  let running: AbortController | undefined
  let isWanted = false
  let isStopped = false

  async function sendAll(signal: AbortSignal): Promise<void> {
    let attempt = 0
    while (!signal.aborted && !isStopped) {
      isWanted = false
      const { batch, dropped } = await queue.next(clock.now())
      if (dropped > 0) onDropped(dropped)
      if (!batch || signal.aborted) return
      const outcome = await send(batch, signal)
      if (outcome.type === 'failed') {
        attempt += 1
        await waitForRetry(backoffMs(attempt, BACKOFF, random), clock, signal, outcome.retryAfterMs)
        continue
      }
      attempt = 0
      isStopped = outcome.type === 'stopped'
      if (!isStopped) await queue.remove(batch.id)
      onSettled(batch, outcome)
    }
  }

  function run(): void {
    isWanted = true
    if (running || isStopped) return
    const ending = new AbortController()
    running = ending
    void holdLock(lockName, ending.signal, sendAll).finally(() => {
      if (running !== ending) return
      running = undefined
      if (isWanted) run()
    })
  }

  return {
    run,
    stop() {
      running?.abort()
      running = undefined
    },
  }
}

/** Runs while the lock is held, or without it where it cannot be had. Never rejects because of the lock. */
async function holdLock(
  name: string,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { locks } = globalThis.navigator ?? {}
  let isHeld = false
  const hold = (): Promise<void> => {
    isHeld = true
    return run(signal)
  }
  try {
    if (locks) return await locks.request(name, { signal }, hold)
  } catch (error) {
    if (isHeld) throw error
    // Given up while waiting; or refused, as in sandboxed frames, which have a queue of their own.
    if (signal.aborted) return
  }
  return hold()
}
