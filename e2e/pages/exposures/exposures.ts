import { createFlagClient, streamSource } from '@halyard/client'
import { recordExposures } from '@halyard/client/exposures'
import { pageOverrides } from '@halyard/client/overrides'

const url: string = import.meta.env.VITE_FLAG_SERVICE_URL

/** A page that says what it shows when a test tells it to; `#slow` collects for longer than any test takes. */
window.probe = createFlagClient({
  source: streamSource({ url }),
  context: { targetingKey: 'u1', plan: 'team', email: 'u1@example.com' },
  overrides: pageOverrides(),
  exposures: recordExposures({
    url,
    flushIntervalMs: location.hash === '#slow' ? 3_600_000 : 100,
    sendContext: ['targetingKey', 'plan'],
  }),
})
window.probe.start()
