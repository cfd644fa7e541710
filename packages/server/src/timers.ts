/** The passage of time, as a parameter: tests turn the clock by hand. */
export interface Timers {
  /** Runs again and again, first after one interval. @returns a function that ends it. */
  every(intervalMs: number, run: () => void): () => void
  /** Runs once. @returns a function that calls it off. */
  after(delayMs: number, run: () => void): () => void
}

/** Node's own timers. They never keep a process alive that has nothing else to do. */
export const systemTimers: Timers = {
  every(intervalMs, run) {
    const timer = setInterval(run, intervalMs).unref()
    return () => clearInterval(timer)
  },
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs).unref()
    return () => clearTimeout(timer)
  },
}
