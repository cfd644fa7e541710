import { join } from 'node:path'
import { launchBrowser } from '../../e2e/src/browser/launch-browser.ts'
import { OPENFEATURE_READERS, type OpenFeatureReaderName } from './clients/openfeature-readers.ts'
import { CLIENT_EFFORTS, type ClientEffortName } from './measure/client-effort.ts'
import { median } from './measure/median.ts'
import type { ReadCost } from './measure/time-reads.ts'
import { figure } from './report/figure.ts'
import { textTable } from './report/text-table.ts'
import { conditions } from './run/conditions.ts'
import { inTurn } from './run/in-turn.ts'
import { HEAP_ARGUMENTS } from './run/measuring-browser.ts'
import { serveScriptPage } from './run/serve-script-page.ts'
import { versionOfBrowser } from './run/version-of-browser.ts'

const ENTRY = join(import.meta.dirname, 'measure/openfeature-page.ts')
const ROOMS = ['openfeature', 'devtools', 'client', 'evaluator', 'schema']
const NAMES = Object.keys(OPENFEATURE_READERS) as OpenFeatureReaderName[]

/**
 * Measures what a read by OpenFeature's web SDK costs with Halyard's provider, beside the SDK's own in-memory provider,
 * and with either in devtools, in Chromium. Says on the error output how far it is.
 *
 * @returns the report.
 */
export async function benchOpenFeature(effort: ClientEffortName): Promise<string> {
  const { runs } = CLIENT_EFFORTS[effort]
  const lines = await conditions(ROOMS, ['@openfeature/web-sdk'])
  const site = await serveScriptPage(ENTRY)
  const costs = new Map<OpenFeatureReaderName, ReadCost[]>()
  try {
    for (let turn = 0; turn < runs; turn++) {
      for (const name of inTurn(NAMES, turn)) {
        console.error(`${turn + 1}/${runs}  ${OPENFEATURE_READERS[name].name}`)
        await using launched = await launchBrowser({ args: HEAP_ARGUMENTS })
        const page = await launched.browser.newPage()
        await page.goto(site.origin)
        const cost = await page.evaluate((...order) => window.measureOpenFeature(...order), name, effort)
        costs.set(name, [...(costs.get(name) ?? []), cost])
      }
    }
  } finally {
    await site.close()
  }
  const middle = (name: OpenFeatureReaderName, part: keyof ReadCost): number =>
    median((costs.get(name) ?? []).map((cost) => cost[part]))
  const bare = middle('in-memory', 'ns')
  const rows = NAMES.map((name) => [
    OPENFEATURE_READERS[name].name,
    `${figure(middle(name, 'ns'))} ns`,
    `${figure(middle(name, 'ns') / bare)} ×`,
    `${figure(middle(name, 'bytes'))} B`,
  ])
  return [
    ...lines,
    `${await versionOfBrowser()}, fresh for each figure, rounds: ${runs}`,
    '',
    textTable([['a read of one of 1,000 flags', 'read', 'in-memory = 1', 'garbage'], ...rows]),
  ].join('\n')
}
