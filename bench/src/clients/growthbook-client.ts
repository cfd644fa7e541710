import { type FeatureApiResponse, GrowthBook, setPolyfills } from '@growthbook/growthbook'
import { VISITOR } from '../flags/visitor.ts'
import { growthbookSubject } from '../subjects/growthbook-subject.ts'
import type { ClientSubject } from './client-subject.ts'
import { EventSourceStandIn } from './event-source-stand-in.ts'

/** GrowthBook in a browser, its features given to begin with, and streaming. */
export const growthbookClient = {
  name: 'GrowthBook',
  describe: growthbookSubject.describe,
  describeChange: (flags) => growthbookSubject.describe(flags),
  async start(text) {
    setPolyfills({ EventSource: EventSourceStandIn })
    const client = new GrowthBook({
      apiHost: 'https://flags.invalid',
      clientKey: 'bench',
      attributes: { id: VISITOR.targetingKey, ...VISITOR },
    }).initSync({ payload: JSON.parse(text) as FeatureApiResponse, streaming: true })
    return {
      client,
      read: (flagKey) => client.isOn(flagKey),
      onChange: (_, listener) => client.setRenderer(listener),
      receive: (features) => EventSourceStandIn.deliver('features', features),
    }
  },
} satisfies ClientSubject
