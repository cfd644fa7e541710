import { ENDPOINTS } from '@halyard/protocol/wire'
import { createFlagService, createMemoryStore, listen } from '@halyard/server'
import { CHANGING_FLAG, changingFlag } from './changing-flag.ts'
import type { StartMeasuredServer } from './measured-server.ts'

const HOUR_MS = 3_600_000

/** The flag service, with its flags in memory. */
export const startHalyardServer: StartMeasuredServer = async (flagSet) => {
  const store = createMemoryStore({ flagSet })
  let accept = (): void => undefined
  // the first listener hears of a change before the service does
  store.subscribe(() => accept())
  // no sign of life gets between two events
  const { url } = await listen(createFlagService({ store, heartbeatMs: HOUR_MS }))
  return {
    url,
    streamUrl: `${url}${ENDPOINTS.stream}?after=${store.current().revision}`,
    change(number, accepted) {
      accept = accepted
      const { flags } = store.current().flagSet
      store.replaceFlagSet({ flags: { ...flags, [CHANGING_FLAG]: changingFlag(number) } })
    },
  }
}
