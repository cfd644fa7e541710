import { join } from 'node:path'
import { launchBrowser } from '../../../e2e/src/browser/launch-browser.ts'
import type { ClientSubjectName } from '../clients/client-subjects.ts'
import type { ClientEffortName } from '../measure/client-effort.ts'
import type { ManyFlagsCost } from '../measure/measure-client.ts'
import type { ReadCost } from '../measure/time-reads.ts'
import { serveScriptPage } from './serve-script-page.ts'
import { versionOfBrowser } from './version-of-browser.ts'

/** What one fresh browser found out about one SDK. */
export interface PageCosts {
  readonly read: ReadCost
  readonly manyFlags: ManyFlagsCost
}

/** Measures in a fresh browser each time. */
export interface MeasuringBrowser extends AsyncDisposable {
  /** With its version. */
  readonly name: string
  /** @throws Error when an SDK answers wrongly. */
  measure(subject: ClientSubjectName, effort: ClientEffortName): Promise<PageCosts>
}

const ENTRY = join(import.meta.dirname, '../measure/client-page.ts')

/** A heap that tells its exact size, is collected on request, and not while 8,192 reads are counted. */
export const HEAP_ARGUMENTS: readonly string[] = [
  '--enable-precise-memory-info',
  '--js-flags=--expose-gc --min-semi-space-size=64',
]

/** Builds the page that measures SDKs, for production. */
export async function openMeasuringBrowser(): Promise<MeasuringBrowser> {
  const server = await serveScriptPage(ENTRY)
  return {
    name: await versionOfBrowser(),
    async measure(subject, effort) {
      await using launched = await launchBrowser({ args: HEAP_ARGUMENTS })
      // Each finds an empty storage: a context is as good as another profile.
      const openPage = async () => {
        const context = await launched.browser.createBrowserContext()
        const page = await context.newPage()
        await page.goto(server.origin)
        return page
      }
      const many = await openPage()
      const manyFlags = await many.evaluate((...order) => window.measureManyFlags(...order), subject, effort)
      await many.browserContext().close()
      const reading = await openPage()
      const read = await reading.evaluate((...order) => window.measureReads(...order), subject, effort)
      return { read, manyFlags }
    },
    [Symbol.asyncDispose]: () => server.close(),
  }
}
