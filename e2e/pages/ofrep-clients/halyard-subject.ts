import { createFlagClient } from '@halyard/client'
import { ofrepSource } from '@halyard/client/ofrep'
import type { Subject, SubjectOptions } from './subject.ts'

/** Halyard's client as a subject. */
export function createHalyardSubject(options: SubjectOptions): Subject {
  const { url, context, cacheMode, pollIntervalMs, apiKey, copy } = options
  const client = createFlagClient({
    source: ofrepSource({
      url,
      headers: { 'X-API-Key': apiKey },
      ...(cacheMode && { cacheMode }),
      ...(pollIntervalMs !== undefined && { pollIntervalMs }),
    }),
    context,
    // Copies stand for the pages of other people.
    tabs: copy === undefined,
  })
  client.start()
  return {
    read: (flagKey, fallback) => client.details(flagKey, fallback),
    setContext: (next) => client.setContext(next),
  }
}
