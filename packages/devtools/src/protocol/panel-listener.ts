import { attempt } from './attempt.ts'
import type { PageMessage } from './messages.ts'

/** One panel that listens to a page. */
export interface PanelListener {
  /** Whether something that is posted still gets there, as far as is known. */
  readonly isOpen: boolean
  /** Says something that the panel waits for. */
  post(message: PageMessage): void
  /**
   * Tells of something that happened, unless the panel has fallen behind: then it is counted, and the panel gets
   * everything anew when it asks for more. The message is made only where it is sent.
   */
  tell(message: () => PageMessage): void
  /** Says everything, and how many events may be told after it before the panel asks for more. */
  begin(maxEvents: number): void
  /** Sets how many events may be told from now on; says everything anew where some were skipped. */
  more(maxEvents: number): void
  /** See `MethodCall`. */
  onPanelGone(callback: () => void): void
  /** Ends it: nothing is posted after that. */
  close(): void
}

/**
 * Creates a listener.
 *
 * @param post what it throws ends the conversation.
 * @param everything makes the message that says everything, to a panel that has missed so many events.
 */
export function createPanelListener(
  post: (message: PageMessage) => void,
  everything: (skipped: number) => PageMessage,
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
    for (const farewell of farewells) attempt(farewell)
    farewells.clear()
  }

  function begin(maxEvents: number): void {
    left = maxEvents
    const missed = skipped
    skipped = 0
    say(everything(missed))
  }

  return {
    get isOpen() {
      return isOpen
    },
    post: say,
    tell(message) {
      if (left > 0) {
        left -= 1
        say(message())
      } else skipped += 1
    },
    begin,
    more(maxEvents) {
      if (skipped > 0) begin(maxEvents)
      else left = maxEvents
    },
    onPanelGone(callback) {
      if (isOpen) farewells.add(callback)
      else callback()
    },
    close,
  }
}
