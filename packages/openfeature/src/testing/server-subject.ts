import {
  AsyncLocalStorageTransactionContextPropagator,
  type EvaluationDetails,
  type FlagValue,
  type Hook,
  OpenFeature,
  ProviderEvents,
} from '@openfeature/server-sdk'
import { HalyardServerProvider } from '../server/halyard-server-provider.ts'
import { provideStatus } from './provide-status.ts'
import type { SpecSubject } from './spec-subject.ts'

/** OpenFeature's server SDK, with a provider whose service never answers slowly. */
export function createServerSubject(): SpecSubject {
  OpenFeature.setTransactionContextPropagator(new AsyncLocalStorageTransactionContextPropagator())
  const client = OpenFeature.getClient()
  return {
    provide: (status) =>
      provideStatus(status, {
        set: (source, options) => OpenFeature.setProviderAndWait(new HalyardServerProvider(source, options)),
        onStale: (heard) => client.addHandler(ProviderEvents.Stale, heard),
      }),
    get status() {
      return client.providerStatus
    },
    evaluate({ method, flagKey, fallback }, contexts, hooks) {
      OpenFeature.setContext(contexts.get('API') ?? {})
      client.setContext(contexts.get('Client') ?? {})
      const before: Hook = { before: () => contexts.get('Before Hooks') }
      const details = client[method] as typeof client.getObjectDetails
      const options = { hooks: [...hooks, before] }
      return new Promise<EvaluationDetails<FlagValue>>((resolve, reject) => {
        OpenFeature.setTransactionContext(contexts.get('Transaction') ?? {}, () => {
          details.call(client, flagKey, fallback, contexts.get('Invocation'), options).then(resolve, reject)
        })
      })
    },
    async close() {
      await OpenFeature.clearProviders()
      OpenFeature.setContext({})
      OpenFeature.clearHandlers()
    },
  }
}
