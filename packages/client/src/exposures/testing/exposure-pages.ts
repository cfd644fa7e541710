import type { EvaluationContext } from '@halyard/schema'
import { onTestFinished, vi } from 'vitest'
import type { ClientEvaluationDetails } from '../../flag-client.ts'
import { hashText } from '../../hash-text.ts'
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.ts'
import type { ExposureRecorder } from '../exposure-recorder.ts'
import { indexedDbTables } from '../indexeddb-tables.ts'
import { type RecordExposuresOptions, recordExposures } from '../record-exposures.ts'
import { createFakeInsightServer, type FakeInsightServer } from './fake-insight-server.ts'

/** Pages of one origin that record exposures, and what a test can see of them. */
export interface ExposurePages {
  readonly url: string
  readonly server: FakeInsightServer
  /** Time stands still until the test moves it. */
  readonly clock: FakeClock
  /** The codes of what the pages were told. */
  readonly diagnostics: readonly string[]
  /** Opens a page. It is closed with the test. */
  openPage(options?: Partial<RecordExposuresOptions>): ExposureRecorder
  /** Waits until so many entries are in this browser's database. */
  stored(count: number): Promise<void>
  /** Waits until the server has had so many requests. */
  requested(count: number): Promise<void>
}

let origins = 0

/** Sets up a server of its own for each test, and a database with nothing in it. */
export function setUpExposurePages(options: Partial<RecordExposuresOptions> = {}): ExposurePages {
  origins += 1
  const url = `https://insights-${origins}-${Date.now()}.test`
  const server = createFakeInsightServer()
  const clock = createFakeClock()
  const diagnostics: string[] = []
  const tables = indexedDbTables(`halyard-exposures:${hashText(url)}`, clock)
  onTestFinished(() => tables.close())
  return {
    url,
    server,
    clock,
    diagnostics,
    openPage(more) {
      const recorder = recordExposures({
        url,
        clock,
        fetch: server.fetch,
        random: () => 0,
        onDiagnostic: ({ code }) => diagnostics.push(code),
        ...options,
        ...more,
      })
      onTestFinished(() => recorder.close())
      recorder.start()
      return recorder
    },
    stored: (count) =>
      vi.waitFor(async () => {
        const batches = await tables.transact((step) => step.all('batches'))
        const entries = batches.flatMap((batch) => batch.entries)
        if (entries.length !== count) throw new Error(`${entries.length} entries are stored, not ${count}`)
      }),
    requested: (count) =>
      vi.waitFor(() => {
        if (server.requests.length !== count)
          throw new Error(`there were ${server.requests.length} requests, not ${count}`)
      }),
  }
}

/** A flag as a client serves it. */
export function served(
  flagKey: string,
  more: Partial<ClientEvaluationDetails> = {},
): ClientEvaluationDetails {
  return {
    flagKey,
    value: true,
    variant: 'on',
    reason: 'STATIC',
    flagMetadata: {},
    freshness: 'live',
    ...more,
  }
}

/** Somebody. */
export const u1: EvaluationContext = { targetingKey: 'u1', plan: 'team' }
