import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EvaluationContext, FlagSet, FlagValue } from '@halyard/schema'
import getPort from 'get-port'
import { describe, expect, it } from 'vitest'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { type ServiceLine, startFlagService } from '../../../scripts/start/flag-service.ts'
import { launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile } from '../support/flag-file.ts'
import { serveFolder } from '../support/static-site.ts'

const FILE = join(REPOSITORY, '../shared/conformance/flagd-evaluator.json')

interface ForeignCase {
  readonly flagKey: string
  readonly fallback: FlagValue
  readonly context?: EvaluationContext
  readonly expect: { readonly value?: FlagValue; readonly reason?: string; readonly errorCode?: string }
}

describe.skipIf(!existsSync(FILE))(
  'the flag set of flagd’s own test kit (skipped without ../shared/conformance)',
  () => {
    it('is served, and evaluates in a page as its authors expect', async () => {
      const { flagSet, cases } = JSON.parse(readFileSync(FILE, 'utf8')) as {
        readonly flagSet: FlagSet
        readonly cases: readonly ForeignCase[]
      }
      using file = createFlagFile()
      file.write(JSON.stringify(flagSet))
      const said: ServiceLine[] = []
      const port = await getPort({ host: '127.0.0.1' })
      const service = await startFlagService(file.path, port, (line) => said.push(line))
      await using site = await serveFolder(await buildPage('probe', service.url))
      await using launched = await launchBrowser()
      const page = await launched.browser.newPage()
      await page.goto(site.origin)
      await page.waitForFunction(() => window.probe.state.status === 'live')

      const got = await page.evaluate(async (cases) => {
        const outcomes = []
        for (const { flagKey, fallback, context = {} } of cases) {
          await window.probe.setContext(context)
          const { value, reason, errorCode } = window.probe.details(flagKey, fallback)
          outcomes.push({ value, reason, errorCode })
        }
        return outcomes
      }, cases)
      await service.stop()

      expect(said.find(({ event }) => event === 'listening')).toMatchObject({
        flags: Object.keys(flagSet.flags).length,
      })
      expect(got).toMatchObject(
        cases
          .map((each) => each.expect)
          .map(({ value, reason, errorCode }) => ({
            ...(value !== undefined && { value }),
            ...(reason !== undefined && { reason }),
            ...(errorCode !== undefined && { errorCode }),
          })),
      )
      expect(got).toHaveLength(125)
    })
  },
)
