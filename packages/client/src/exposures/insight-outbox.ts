import type { Clock } from '../clock.ts'
import { createDrain } from './drain-queue.ts'
import type { Addition, InsightQueue, NewEntry } from './insight-queue.ts'
import type { QueuedBatch } from './queued-batch.ts'
import { type InsightServer, type SendOutcome, sendBatch } from './send-batch.ts'

/** What {@link createInsightOutbox} needs. */
export interface InsightOutboxOptions {
  readonly queue: InsightQueue
  readonly server: InsightServer
  readonly clock: Clock
  readonly random: () => number
  /** The Web Lock of the tab that sends. */
  readonly lockName: string
  readonly flushIntervalMs: number
  /** Called when entries are kept. */
  onStored(entries: readonly NewEntry[], sessionId: string): void
  /** Called when so many entries were lost, because they waited too long or were too many. */
  onDropped(entries: number): void
  /** Called when the server does not want a batch, or none at all. */
  onRefused(error: string): void
}

/** The entries of one page, on their way into the queue and out of it. */
export interface InsightOutbox {
  /** Listens to the page, and sends what an earlier visit could not. Entries wait in memory until then. */
  start(): void
  take(entry: NewEntry): void
  close(): Promise<void>
}

/**
 * Creates an outbox.
 *
 * ```
 *   take ──► pending ──► queue ──► drain: every few seconds, from one tab  ──► server
 *          (a microtask)     └───► the page is hidden: its own open batch  ──► server
 * ```
 *
 * Whatever is sent stays in the queue until the server has answered, so that the next visit sends it again, under the
 * same id, when this page does not live to hear the answer.
 */
export function createInsightOutbox(options: InsightOutboxOptions): InsightOutbox {
  const { queue, server, clock, random, lockName, flushIntervalMs } = options
  const { onStored, onDropped, onRefused } = options
  const listening = new AbortController()
  const drain = createDrain({
    queue,
    clock,
    random,
    lockName,
    send: (batch, signal) => sendBatch(server, batch, { signal }),
    onSettled: settle,
    onDropped,
  })
  let isStarted = false
  let pending: NewEntry[] = []
  let open: QueuedBatch | undefined
  let storing: Promise<void> | undefined
  let sending: Promise<unknown> | undefined
  let cancelFlush: (() => void) | undefined

  function store(): void {
    if (pending.length === 0) return
    // One step after the other: each continues the batch that the one before has left open.
    storing ??= storeAll().finally(() => {
      storing = undefined
    })
  }

  async function storeAll(): Promise<void> {
    while (pending.length > 0) {
      const entries = pending
      pending = []
      stored(entries, await queue.add(entries, open?.id, clock.now()))
    }
  }

  function stored(entries: readonly NewEntry[], addition: Addition): void {
    open = addition.open
    onStored(entries, addition.sessionId)
    if (addition.dropped > 0) onDropped(addition.dropped)
    if (addition.isFull) flush()
    else if (addition.added > 0) flushSoon()
  }

  function flushSoon(): void {
    if (!listening.signal.aborted) cancelFlush ??= clock.schedule(flush, flushIntervalMs)
  }

  function flush(): void {
    cancelFlush?.()
    cancelFlush = undefined
    if (!listening.signal.aborted) drain.run()
  }

  function settle(batch: QueuedBatch, outcome: SendOutcome): void {
    if (open?.id === batch.id) open = undefined
    if (outcome.type === 'refused' || outcome.type === 'stopped') onRefused(outcome.error)
  }

  /** Sends what this page has open, in a way that outlives it. */
  async function sendOpen(): Promise<void> {
    // A batch that entries are just added to is sent with them, and none is added to it afterwards: the server counts
    // what it hears first. Where nothing is being stored, none of this waits, for a closing page has no time.
    while (storing) await storing
    const batch = open
    if (!batch) return
    open = undefined
    const outcome = await sendBatch(server, batch, { keepalive: true })
    if (outcome.type === 'accepted' || outcome.type === 'refused') await queue.remove(batch.id)
    else if (outcome.type === 'failed') flushSoon()
    settle(batch, outcome)
  }

  function hide(): void {
    store()
    sending = Promise.all([sending, sendOpen()])
  }

  function listen(): void {
    const { signal } = listening
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') hide()
    }
    const onLeave = (): void => {
      hide()
      // A page that holds a lock, or waits for one, is kept out of the back/forward cache.
      drain.stop()
    }
    const onShow = (event: PageTransitionEvent): void => {
      if (event.persisted) flushSoon()
    }
    globalThis.document?.addEventListener('visibilitychange', onVisibility, { signal })
    globalThis.addEventListener?.('pagehide', onLeave, { signal })
    globalThis.addEventListener?.('pageshow', onShow, { signal })
  }

  return {
    start() {
      if (isStarted || listening.signal.aborted) return
      isStarted = true
      listen()
      store()
      flushSoon()
    },
    take(entry) {
      if (listening.signal.aborted) return
      pending.push(entry)
      // Components of a page commit together: what they tell is stored together.
      if (pending.length === 1 && isStarted) queueMicrotask(store)
    },
    async close() {
      if (listening.signal.aborted) return
      listening.abort()
      cancelFlush?.()
      drain.stop()
      if (!isStarted) return
      hide()
      await storing
      void sending?.then(queue.close)
    },
  }
}
