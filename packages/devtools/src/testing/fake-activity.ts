import type { ActivityReport } from '../protocol/activity-report.ts'
import type { InspectableClient } from '../protocol/inspectable-client.ts'

/** The activity of a client that a test drives. */
export interface FakeActivity {
  /** Tells at once that 7 entries were dropped. */
  readonly watchActivity: NonNullable<InspectableClient['watchActivity']>
  /** How many watch. */
  watched(): number
  /** Tells everybody who watches that so many entries were dropped. */
  tell(dropped: number): void
}

/** Creates an activity that nobody watches. */
export function createFakeActivity(): FakeActivity {
  const watchers = new Set<(report: ActivityReport) => void>()
  return {
    watchActivity(listener) {
      watchers.add(listener)
      listener(reportOf(7))
      return () => watchers.delete(listener)
    },
    watched: () => watchers.size,
    tell(dropped) {
      for (const watcher of watchers) watcher(reportOf(dropped))
    },
  }
}

function reportOf(dropped: number): ActivityReport {
  return { sinceMs: 1, readsSinceMs: 2, entries: [], dropped, reads: [] }
}
