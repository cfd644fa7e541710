import type { Clock } from '../clock.ts'

/** Waits for a word of somebody, again and again. */
export interface SilenceWatch {
  /** Begins to wait anew, for so many milliseconds. Minimum: 1. */
  expectWord(withinMs: number): void
  end(): void
}

// A machine that sleeps stops its timers. So none of them is long, and each compares the time with what it should be.
const WATCH_MS = 5000

/**
 * Creates a watch that does not wait yet. A connection whose other end is gone says nothing, and fails no call either.
 *
 * @param onSilence called when the time is over, and when the clock was set back: nobody knows then how long it was.
 * @example
 * const watch = watchSilence(systemClock, () => connection.abort())
 * watch.expectWord(30_000)
 */
export function watchSilence(clock: Clock, onSilence: (withinMs: number) => void): SilenceWatch {
  let end = (): void => undefined
  return {
    expectWord(withinMs) {
      end()
      const deadlineMs = clock.now() + withinMs
      const look = (): void => {
        const leftMs = deadlineMs - clock.now()
        if (leftMs > 0 && leftMs <= withinMs) end = clock.schedule(look, Math.min(leftMs, WATCH_MS))
        else onSilence(withinMs)
      }
      look()
    },
    end: () => end(),
  }
}
