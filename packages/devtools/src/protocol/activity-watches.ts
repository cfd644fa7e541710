import type { ActivityReport } from './activity-report.ts'
import { attempt } from './attempt.ts'
import type { InspectableClient } from './inspectable-client.ts'

/** What one panel is told of the activity of clients. */
export interface ActivityWatches {
  begin(clientId: string, client: InspectableClient): void
  end(clientId: string): void
  endAll(): void
}

/** Watches clients for one panel, each once: of one that is watched already nothing is told again. */
export function createActivityWatches(
  tell: (clientId: string, activity: ActivityReport) => void,
): ActivityWatches {
  const ends = new Map<string, (() => void) | undefined>()

  function end(clientId: string): void {
    const stop = ends.get(clientId)
    ends.delete(clientId)
    if (stop) attempt(stop)
  }

  return {
    begin(clientId, client) {
      if (ends.has(clientId)) return
      ends.set(clientId, attempt(() => client.watchActivity?.((activity) => tell(clientId, activity))).result)
    },
    end,
    endAll() {
      for (const clientId of [...ends.keys()]) end(clientId)
    },
  }
}
