import type { PageMessage } from './messages.ts'

/** One panel that listens to a page. */
export interface PanelListener {
  /** Says something that the panel waits for. */
  post(message: PageMessage): void
  /**
   * Tells of something that happened, unless the panel has fallen behind: then it is counted, and the panel gets
   * everything anew when it asks for more. The message is made only where it is sent.
   */
  tell(message: () => PageMessage): void
  /** Sets how many events may be told before the panel asks for more. Without that, there is no limit. */
  limit(events: number): void
  /** See `MethodCall`. */
  onPanelGone(callback: () => void): void
  /** Ends it: nothing is posted after that. */
  close(): void
}

/**
 * Creates a listener.
 *
 * @param post what it throws ends the conversation.
 * @param catchUp says everything anew to a panel that had fallen behind by so many events.
 */
export function createPanelListener(
  post: (message: PageMessage) => void,
  catchUp: (skipped: number) => PageMessage,
): PanelListener {
  const farewells = new Set<() => void>()
  let isOpen = true
  let left = Number.POSITIVE_INFINITY
  let skipped = 0

  function say(message: PageMessage): void {
    if (!isOpen) return
    try {
      post(message)
    } catch {
      // The other end is gone; there is nobody left to tell.
      close()
    }
  }

  function close(): void {
    isOpen = false
    for (const farewell of farewells) farewell()
    farewells.clear()
  }

  return {
    post: say,
    tell(message) {
      if (left > 0) {
        left -= 1
        say(message())
      } else skipped += 1
    },
    limit(events) {
      left = events
      if (skipped === 0) return
      const missed = skipped
      skipped = 0
      say(catchUp(missed))
    },
    onPanelGone(callback) {
      if (isOpen) farewells.add(callback)
      else callback()
    },
    close,
  }
}
