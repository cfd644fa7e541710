import type { Timers } from '../timers.ts'
import type { EvaluationCount, InsightsStore } from './insights-store.ts'
import { HOUR_MS } from './tally-batch.ts'

/** How often evaluations are handed over: a process that is killed loses those of so long at most. */
const FLUSH_INTERVAL_MS = 10_000

/** What {@link tendInsights} needs. */
export interface InsightsTending {
  readonly insights: InsightsStore
  readonly timers: Timers
  /** Milliseconds since 1970. */
  now(): number
  /** Told what could not be done; it is tried again. */
  onProblem(error: Error): void
}

/** What a service does for its insights in its own time. */
export interface TendedInsights {
  /** Counts one evaluation, for a client that asked for this flag. */
  countEvaluation(flagKey: string, variant: string): void
  /** Hands over what was counted, and ends. The store stays open. */
  close(): void
}

/**
 * Collects evaluations, so that none of them waits for the store, and has the store forget what is old enough, also where
 * no page sends anything any more.
 *
 * @example const tended = tendInsights({ insights, timers, now: Date.now, onProblem }); tended.countEvaluation('checkout', 'on')
 */
export function tendInsights({ insights, timers, now, onProblem }: InsightsTending): TendedInsights {
  let counted = new Map<string, Map<string, number>>()

  function attempt(what: string, run: () => void): void {
    try {
      run()
    } catch (error) {
      onProblem(new Error(`${what}: ${(error as Error).message}`, { cause: error }))
    }
  }

  function flush(): void {
    if (counted.size === 0) return
    attempt('evaluations are not counted yet', () => {
      insights.addEvaluations(listed(counted), now())
      counted = new Map()
    })
  }

  function forget(): void {
    attempt('old insights are not forgotten yet', () => insights.forget(now()))
  }

  forget()
  const stopFlushing = timers.every(FLUSH_INTERVAL_MS, flush)
  const stopForgetting = timers.every(HOUR_MS, forget)

  return {
    countEvaluation(flagKey, variant) {
      const variants = counted.get(flagKey) ?? new Map<string, number>()
      counted.set(flagKey, variants.set(variant, (variants.get(variant) ?? 0) + 1))
    },
    close() {
      stopFlushing()
      stopForgetting()
      flush()
    },
  }
}

function listed(counted: ReadonlyMap<string, ReadonlyMap<string, number>>): readonly EvaluationCount[] {
  return [...counted].flatMap(([flagKey, variants]) =>
    [...variants].map(([variant, count]) => ({ flagKey, variant, count })),
  )
}
