/** How many events a page may tell before the panel has asked for more. */
export const MAX_EVENTS = 200

/** How long the panel waits before it asks for more, in milliseconds: a page that tells too much has to wait longer. */
const PAUSE_MS = 20
const PAUSE_BEHIND_MS = 1_000

/** Lets a page tell no more than the panel can follow. */
export interface EventPace {
  /** An event came. */
  took(): void
  /** A snapshot came, in the place of so many events. */
  caughtUp(skipped: number): void
  close(): void
}

/**
 * Begins with {@link MAX_EVENTS}, as the greeting says.
 *
 * @param ask asks for so many events more.
 */
export function createEventPace(ask: (maxEvents: number) => void): EventPace {
  let taken = 0
  let pauseMs = PAUSE_MS
  let timer: ReturnType<typeof setTimeout> | undefined

  return {
    took() {
      taken += 1
      if (taken < MAX_EVENTS / 2 || timer !== undefined) return
      timer = setTimeout(() => {
        timer = undefined
        taken = 0
        ask(MAX_EVENTS)
      }, pauseMs)
    },
    caughtUp(skipped) {
      pauseMs = skipped > 0 ? PAUSE_BEHIND_MS : PAUSE_MS
    },
    close() {
      clearTimeout(timer)
    },
  }
}
