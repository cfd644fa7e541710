import type { Change } from '@halyard/protocol/wire'

/** Announces changes to listeners, in order, with none starved by another. */
export interface ChangeFeed {
  announce(change: Change): void
  subscribe(listener: (change: Change) => void): () => void
  /** Ends all subscriptions. */
  close(): void
}

/**
 * Creates a feed of changes.
 *
 * @param onListenerError receives what a listener throws.
 * @example const feed = createChangeFeed(); feed.subscribe((change) => hub.broadcast(change))
 */
export function createChangeFeed(onListenerError: (error: unknown) => void = throwLater): ChangeFeed {
  const listeners = new Set<(change: Change) => void>()
  const waiting: Change[] = []
  let isAnnouncing = false
  return {
    announce(change) {
      waiting.push(change)
      // a listener that causes another change must not make the others hear the second one first
      if (isAnnouncing) return
      isAnnouncing = true
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        for (const listener of [...listeners]) {
          try {
            listener(next)
          } catch (error) {
            onListenerError(error)
          }
        }
      }
      isAnnouncing = false
    },
    subscribe(listener) {
      // a wrapper of its own, so that subscribing one function twice makes two subscriptions
      const entry = (change: Change) => listener(change)
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
    close() {
      listeners.clear()
    },
  }
}

/** Hands the error to the process, as Node's own EventTarget does. */
function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
