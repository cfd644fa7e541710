import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteInsights } from '@halyard/server'
import { expect } from 'vitest'
import { type FlagService, startHalyard } from '../../../scripts/start/flag-service.ts'
import { createFlagFile } from '../support/flag-file.ts'

/** A `halyard serve` with a database of its own, which a test can stop and start again. `await using` ends it. */
export interface CountingService extends AsyncDisposable {
  readonly url: string
  start(): Promise<void>
  stop(): Promise<void>
  /** The exposures that the database counts, as `flag variant` and how often, whoever has it open. */
  counted(): Readonly<Record<string, number>>
  /** Waits until a flag is counted. */
  whenCounted(flagKey: string): Promise<void>
}

/** What is served: text flags, each with the variants `a` and `b`, and `a` as default. */
const FLAGS = ['headline', 'button', 'footer']

/** Prepares a service with three flags, on a port that stays the same. */
export function prepareCountingService(port: number): CountingService {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-counting-'))
  const db = join(folder, 'halyard.db')
  const file = createFlagFile()
  const flag = { state: 'ENABLED', variants: { a: 'A', b: 'B' }, defaultVariant: 'a' }
  file.write(JSON.stringify({ flags: Object.fromEntries(FLAGS.map((flagKey) => [flagKey, flag])) }))
  let service: FlagService | undefined

  function counted(): Readonly<Record<string, number>> {
    const insights = openSqliteInsights({ path: db })
    const counts: Record<string, number> = {}
    const period = { sinceMs: 0, untilMs: Date.now() }
    for (const { flagKey, variant, exposures } of insights.usage(period)) {
      const key = `${flagKey} ${variant}`
      counts[key] = (counts[key] ?? 0) + exposures
    }
    insights.close()
    return counts
  }

  async function stop(): Promise<void> {
    await service?.stop()
    service = undefined
  }

  return {
    url: `http://127.0.0.1:${port}`,
    async start() {
      service = await startHalyard(['serve', '--db', db, '--import', file.path, '--port', String(port)])
    },
    stop,
    counted,
    whenCounted: (flagKey) =>
      expect
        .poll(() => Object.keys(counted()).map((key) => key.split(' ')[0]), { timeout: 20_000 })
        .toContain(flagKey),
    async [Symbol.asyncDispose]() {
      await stop()
      file[Symbol.dispose]()
      rmSync(folder, { recursive: true })
    },
  }
}
