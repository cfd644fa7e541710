import type { ActivityEntry, ActivityReport, FlagReport, InspectableClient } from '@halyard/devtools'
import { createMemoryClient, type MemoryClient } from './sample-flags.ts'

/** A client that tells of its activity what a test lets it tell. */
export interface ActiveClient extends MemoryClient {
  tell(report: Partial<ActivityReport>): void
  /** Whether a panel wants every read. */
  readonly isRecording: boolean
}

/** Creates an {@link ActiveClient} whose records begin one minute after ten in the morning, local time. */
export function createActiveClient(
  flags: readonly FlagReport[],
  entries: readonly ActivityEntry[] = [],
): ActiveClient {
  const watchers = new Set<(report: ActivityReport) => void>()
  const begin = { sinceMs: timeOfDay(10, 1), readsSinceMs: timeOfDay(10, 5), dropped: 0, reads: [] }
  let isRecording = false
  const parts: Pick<InspectableClient, 'watchActivity' | 'methods'> & Pick<ActiveClient, 'tell'> = {
    watchActivity(listener) {
      watchers.add(listener)
      listener({ ...begin, entries })
      return () => watchers.delete(listener)
    },
    methods: {
      'record-reads'(parameters) {
        isRecording = parameters.isRecording
        return null
      },
    },
    tell(report) {
      for (const listener of watchers) listener({ ...begin, entries: [], ...report })
    },
  }
  return Object.defineProperty(Object.assign(createMemoryClient(flags), parts), 'isRecording', {
    get: () => isRecording,
  }) as ActiveClient
}

/** A time of a day in the past, in milliseconds since 1970. */
export function timeOfDay(hours: number, minutes: number, seconds = 0): number {
  return new Date(2026, 10, 20, hours, minutes, seconds).getTime()
}
