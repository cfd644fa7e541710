/** The time, as a parameter: tests give a clock that they move themselves. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /**
   * Calls back once, after the delay.
   *
   * @param delayMs Minimum: 0. Maximum: 2,147,483,647 (24.8 days); a longer delay is cut to it.
   * @returns a function that calls it off.
   */
  schedule(callback: () => void, delayMs: number): () => void
}

// The longest delay that setTimeout takes; it fires at once for longer ones.
const LONGEST_DELAY_MS = 2 ** 31 - 1

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, Math.min(delayMs, LONGEST_DELAY_MS))
    return () => clearTimeout(timer)
  },
}
