import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { type EvaluationContext, type JsonValue, OpenFeature, type Provider } from '@openfeature/web-sdk'
import type { Subject, SubjectOptions } from './subject.ts'

/**
 * OpenFeature's web SDK with its OFREP provider as a subject. Their types are not made for exact optional properties, so
 * that they do not fit each other either.
 */
export function createReferenceSubject(options: SubjectOptions): Subject {
  const { url, context, cacheMode, pollIntervalMs, apiKey, copy = 0 } = options
  const provider = new OFREPWebProvider({
    baseUrl: url,
    headers: [['X-API-Key', apiKey]],
    ...(cacheMode && { cacheMode }),
    ...(pollIntervalMs !== undefined && { pollInterval: pollIntervalMs }),
  })
  const domain = `copy-${copy}`
  // A provider that cannot start is seen by what it reads.
  void OpenFeature.setProviderAndWait(domain, provider as Provider, context as EvaluationContext).catch(
    () => undefined,
  )
  const client = OpenFeature.getClient(domain)
  return {
    read(flagKey, fallback) {
      if (typeof fallback === 'boolean') return client.getBooleanDetails(flagKey, fallback)
      if (typeof fallback === 'number') return client.getNumberDetails(flagKey, fallback)
      if (typeof fallback === 'string') return client.getStringDetails(flagKey, fallback)
      return client.getObjectDetails(flagKey, fallback as JsonValue)
    },
    setContext: (next) => OpenFeature.setContext(domain, next as EvaluationContext),
  }
}
