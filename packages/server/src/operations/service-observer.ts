import type { EnvironmentStore, WriteOutcome } from '../environment-store.ts'
import type { InsightsStore } from '../insights/insights-store.ts'
import type { StreamObserver } from '../stream-hub.ts'

/**
 * Hears what a service does, for metrics and logs. It is told no secret, no path as it was
 * asked for, and no flag. Must not throw.
 */
export interface ServiceObserver {
  /** Told of each answer; of a stream's when it begins. */
  readonly answered?: (answer: ObservedAnswer) => void
  /** Told what became of each attempt to write flags. */
  readonly wrote?: (write: ObservedWrite) => void
  /** Told of each batch of insights that was well-formed. */
  readonly counted?: (outcome: 'counted' | 'repeated' | 'failed') => void
  /** Hears what happens to streams, each kind by its name. */
  readonly streams?: (kind: 'flags' | 'ofrep') => StreamObserver
}

/** An answer, as far as it is anybody's business. */
export interface ObservedAnswer {
  /** One of the methods of HTTP, or `other`. */
  readonly method: string
  /** What the path fits, such as `/ofrep/v1/evaluate/flags/{key}`, or `unknown`. */
  readonly route: string
  readonly status: number
  readonly durationMs: number
  /** See {@link Peer}. */
  readonly address: string
}

/** An attempt to write. A conflict may be followed by another one, where the writer had named no revision. */
export interface ObservedWrite {
  readonly environment: string
  readonly author: string
  /** What was meant, such as `rollout`. */
  readonly action: string
  readonly outcome: WriteOutcome['status'] | 'failed'
  /** The revision that was written. */
  readonly revision?: string
}

/** Tells an observer what becomes of every write to an environment. */
export function observeWrites<Store extends EnvironmentStore>(
  store: Store,
  environment: string,
  wrote: NonNullable<ServiceObserver['wrote']>,
): Store {
  return {
    ...store,
    async write(request) {
      const { author, action } = request
      const tell = (told: Pick<ObservedWrite, 'outcome' | 'revision'>) =>
        wrote({ environment, author, action, ...told })
      const outcome = await store.write(request).catch((error: unknown) => {
        tell({ outcome: 'failed' })
        throw error
      })
      const { status } = outcome
      tell({ outcome: status, ...(status === 'written' && { revision: outcome.entry.revision }) })
      return outcome
    },
  }
}

/** Tells an observer what becomes of every batch of insights. */
export function observeInsights(
  insights: InsightsStore,
  counted: NonNullable<ServiceObserver['counted']>,
): InsightsStore {
  return {
    ...insights,
    add(batch, nowMs) {
      let outcome: Parameters<typeof counted>[0] = 'failed'
      try {
        const isNew = insights.add(batch, nowMs)
        outcome = isNew ? 'counted' : 'repeated'
        return isNew
      } finally {
        counted(outcome)
      }
    },
  }
}
