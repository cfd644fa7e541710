import { join } from 'node:path'
import { launchBrowser } from '../../e2e/src/browser/launch-browser.ts'
import { HOSTILE_SETS } from './flags/hostile-sets.ts'
import type { LimitCosts, StepCosts } from './measure/measure-limits.ts'
import { median } from './measure/median.ts'
import { textTable } from './report/text-table.ts'
import { bundle } from './run/bundle.ts'
import { conditions } from './run/conditions.ts'

const ENTRY = join(import.meta.dirname, 'measure/limits-page.ts')
const RUNS = { full: 5, quick: 1 } as const

/** How long a hostile set may keep a page busy at a time. */
const GOAL_MS = 100

/**
 * Measures what flag sets that were written to do harm cost a page, a panel and a service, in Chromium. Says on the error
 * output how far it is.
 *
 * @returns the report.
 */
export async function benchLimits(effort: keyof typeof RUNS): Promise<string> {
  const lines = await conditions(['evaluator', 'schema'], [])
  const script = await bundle({ entryPoints: [ENTRY], format: 'iife', platform: 'browser' })
  await using launched = await launchBrowser()
  const rows: string[][] = []
  let tooLong = 0
  for (const [index, { name }] of HOSTILE_SETS.entries()) {
    console.error(name)
    const runs: LimitCosts[] = []
    for (let run = 0; run < RUNS[effort]; run++) {
      const page = await launched.browser.newPage()
      await page.addScriptTag({ content: script })
      runs.push(await page.evaluate((which) => window.measureLimits(which), index))
      await page.close()
    }
    const page = longest(runs.map((costs) => costs.page))
    if (page.ms > GOAL_MS) tooLong++
    rows.push([
      name,
      median(runs.map(({ jsonMs }) => jsonMs)).toFixed(0),
      ...[page, longest(runs.map(({ panel }) => panel)), longest(runs.map(({ service }) => service))].map(
        ({ step, ms }) => `${ms.toFixed(0)} ${step}`,
      ),
    ])
  }
  return [
    ...lines.filter((line) => line !== ''),
    `Chromium, ${RUNS[effort]} fresh ${RUNS[effort] === 1 ? 'page' : 'pages'} for each figure; milliseconds of the longest single step`,
    '',
    textTable([['set', 'JSON.parse', 'page', 'panel', 'service'], ...rows]),
    '',
    tooLong === 0
      ? `Nothing keeps a page busy for more than ${GOAL_MS} ms.`
      : `${tooLong} of ${rows.length} keep a page busy for more than ${GOAL_MS} ms.`,
  ].join('\n')
}

/** The step that takes longest, by the median of its runs. */
function longest(runs: readonly StepCosts[]): { readonly step: string; readonly ms: number } {
  const steps = Object.keys(runs[0] ?? {}).map((step) => ({
    step,
    ms: median(runs.map((costs) => costs[step] ?? 0)),
  }))
  return steps.reduce((most, step) => (step.ms > most.ms ? step : most), { step: '', ms: 0 })
}
