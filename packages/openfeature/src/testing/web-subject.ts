import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk'
import { HalyardProvider } from '../halyard-provider.ts'
import { provideStatus } from './provide-status.ts'
import type { SpecSubject } from './spec-subject.ts'

/** OpenFeature's web SDK, with a provider whose service never answers slowly. */
export function createWebSubject(): SpecSubject {
  const client = OpenFeature.getClient()
  return {
    provide: (status) =>
      provideStatus(status, {
        set: (source, options) => OpenFeature.setProviderAndWait(new HalyardProvider({ source }, options)),
        onStale: (heard) => client.addHandler(ProviderEvents.Stale, heard),
      }),
    get status() {
      return client.providerStatus
    },
    async evaluate({ method, flagKey, fallback }, contexts, hooks) {
      await OpenFeature.setContext(contexts.get('API') ?? {})
      const details = client[method] as typeof client.getObjectDetails
      return details.call(client, flagKey, fallback, { hooks: [...hooks] })
    },
    async close() {
      await OpenFeature.clearProviders()
      await OpenFeature.clearContexts()
      OpenFeature.clearHandlers()
    },
  }
}
