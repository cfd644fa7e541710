import type { ActivityReport, FlagReads } from '@halyard/devtools'

/** The most flags whose evaluations are counted. */
const MAX_FLAGS = 20_000
const REPORT_INTERVAL_MS = 250

/** Counts how often an application evaluates which flag, while somebody watches. */
export interface EvaluationCounter {
  count(flagKey: string): void
  /** See `InspectableClient.watchActivity`. */
  watch(listener: (activity: ActivityReport) => void): () => void
}

/** Creates a counter, which counts nothing yet. */
export function createEvaluationCounter(): EvaluationCounter {
  const flags = new Map<string, FlagReads>()
  const unreported = new Set<string>()
  const listeners = new Set<(activity: ActivityReport) => void>()
  let sinceMs = Date.now()
  let isDue = false

  const reportOf = (reads: readonly FlagReads[]): ActivityReport => ({
    sinceMs,
    readsSinceMs: sinceMs,
    entries: [],
    dropped: 0,
    reads,
  })

  function report(): void {
    isDue = false
    const reads = [...unreported].flatMap((flagKey) => flags.get(flagKey) ?? [])
    unreported.clear()
    for (const listener of listeners) listener(reportOf(reads))
  }

  return {
    count(flagKey) {
      if (listeners.size === 0) return
      const { count } = flags.get(flagKey) ?? { count: 0 }
      if (count === 0 && flags.size === MAX_FLAGS) return
      flags.set(flagKey, { flagKey, count: count + 1, lastAtMs: Date.now() })
      unreported.add(flagKey)
      if (!isDue) setTimeout(report, REPORT_INTERVAL_MS)
      isDue = true
    },
    watch(listener) {
      if (listeners.size === 0) {
        flags.clear()
        unreported.clear()
        sinceMs = Date.now()
      }
      listener(reportOf([...flags.values()]))
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
