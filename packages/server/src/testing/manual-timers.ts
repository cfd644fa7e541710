import type { Timers } from '../timers.ts'

/** Timers whose time passes when the test says so. */
export interface ManualTimers extends Timers {
  /** Lets time pass and runs what is due. */
  advance(ms: number): void
  /** How many timers are set. */
  readonly pending: number
}

export function createManualTimers(): ManualTimers {
  let nowMs = 0
  const timers = new Set<{ dueMs: number; readonly intervalMs?: number; readonly run: () => void }>()
  function set(dueMs: number, run: () => void, intervalMs?: number): () => void {
    const timer = { dueMs, run, ...(intervalMs !== undefined && { intervalMs }) }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  return {
    every: (intervalMs, run) => set(nowMs + intervalMs, run, intervalMs),
    after: (delayMs, run) => set(nowMs + delayMs, run),
    advance(ms) {
      nowMs += ms
      for (const timer of [...timers]) {
        for (let due = timer.dueMs <= nowMs; due && timers.has(timer); due = timer.dueMs <= nowMs) {
          if (timer.intervalMs === undefined) timers.delete(timer)
          else timer.dueMs += timer.intervalMs
          timer.run()
        }
      }
    },
    get pending() {
      return timers.size
    },
  }
}
