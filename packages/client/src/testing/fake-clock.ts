import type { Clock } from '../clock.ts'

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves on, and calls what falls due, in its order. */
  advance(ms: number): void
  /** Sets the time without anything falling due: the machine slept, or somebody set its clock. */
  jump(ms: number): void
  /** The delays of everything that waits, in milliseconds from now. */
  readonly delaysMs: readonly number[]
}

/** Creates a clock that stands at the given time. */
export function createFakeClock(startMs = 1_000_000): FakeClock {
  let nowMs = startMs
  let waiting: { dueMs: number; readonly callback: () => void }[] = []
  return {
    now: () => nowMs,
    schedule(callback, delayMs) {
      const timer = { dueMs: nowMs + delayMs, callback }
      waiting.push(timer)
      return () => {
        waiting = waiting.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      const endMs = nowMs + ms
      for (;;) {
        const [next] = waiting.filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)
        if (!next) break
        waiting = waiting.filter((other) => other !== next)
        nowMs = next.dueMs
        next.callback()
      }
      nowMs = endMs
    },
    jump(ms) {
      nowMs += ms
      for (const timer of waiting) timer.dueMs += ms
    },
    get delaysMs() {
      return waiting.map(({ dueMs }) => dueMs - nowMs)
    },
  }
}
