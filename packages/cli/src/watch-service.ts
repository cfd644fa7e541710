import type { ServiceObserver } from '@halyard/server'
import type { ServiceMetrics } from '@halyard/server/metrics'
import type { ServiceLog } from './service-log.ts'

/** What is counted of a service, and who has to be told for that. */
export interface WatchedService {
  readonly metrics: ServiceMetrics
  /** Counts, and tells the log. */
  readonly observer: Required<ServiceObserver>
}

/** Begins to count what a service does, and tells its log of answers and writes. */
export async function watchService(log: ServiceLog): Promise<WatchedService> {
  // only who operates a service needs it
  const { createServiceMetrics } = await import('@halyard/server/metrics')
  const metrics = createServiceMetrics()
  const { answered, wrote, ...others } = metrics.observer
  return {
    metrics,
    observer: {
      ...others,
      answered(answer) {
        answered(answer)
        log.answered(answer)
      },
      wrote(write) {
        wrote(write)
        log.wrote(write)
      },
    },
  }
}
