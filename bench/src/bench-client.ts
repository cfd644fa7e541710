import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../../scripts/repository.ts'
import { CLIENT_SUBJECTS, type ClientSubjectName } from './clients/client-subjects.ts'
import { CLIENT_EFFORTS, type ClientEffortName } from './measure/client-effort.ts'
import { type ClientRound, reportClient } from './report/report-client.ts'
import { bundle } from './run/bundle.ts'
import { exportSize, gzippedSize } from './run/bundle-size.ts'
import { conditions } from './run/conditions.ts'
import { inTurn } from './run/in-turn.ts'
import { measureDelivery } from './run/measure-delivery.ts'
import { openMeasuringBrowser, type PageCosts } from './run/measuring-browser.ts'
import { bundleVisit, type Visits, visitPages } from './run/visit-pages.ts'
import { VISITED_PAGES, type VisitedPage, type VisitedPageName } from './visits/visits.ts'

const ROOMS = ['client', 'evaluator', 'protocol', 'schema', 'server']
const SUBJECT_NAMES = Object.keys(CLIENT_SUBJECTS) as ClientSubjectName[]
const PAGE_NAMES = Object.keys(VISITED_PAGES) as VisitedPageName[]
const DELIVERY_PAGE = join(import.meta.dirname, 'measure/delivery-page.ts')

/**
 * Measures the client beside its peers, in Chromium. Says on the error output how far it is.
 *
 * @returns the report.
 */
export async function benchClient(effort: ClientEffortName): Promise<string> {
  const { runs, visits, writes } = CLIENT_EFFORTS[effort]
  const peers = new Set(Object.values<VisitedPage>(VISITED_PAGES).flatMap(({ packages }) => packages))
  const lines = await conditions(ROOMS, [...peers])
  // Everything is built before the first measurement: an edit meanwhile changes nothing.
  const scripts = new Map(
    await Promise.all(PAGE_NAMES.map(async (name) => [name, await bundleVisit(name)] as const)),
  )
  const sizes = new Map([...scripts].map(([name, script]) => [name, gzippedSize(script)] as const))
  const entries = await entrySizes()
  const deliveryScript = await bundle({ entryPoints: [DELIVERY_PAGE], format: 'iife', platform: 'browser' })
  await using browser = await openMeasuringBrowser()

  const rounds: ClientRound[] = []
  for (let turn = 0; turn < runs; turn++) {
    const tell = (what: string): void => console.error(`${turn + 1}/${runs}  ${what}`)
    const pages = new Map<ClientSubjectName, PageCosts>()
    for (const name of inTurn(SUBJECT_NAMES, turn)) {
      tell(`reads, memory, changes: ${name}`)
      pages.set(name, await browser.measure(name, effort))
    }
    const visited = new Map<VisitedPageName, Visits>()
    for (const name of inTurn(PAGE_NAMES, turn)) {
      const script = scripts.get(name)
      if (script === undefined || 'keepsNothing' in VISITED_PAGES[name]) continue
      tell(`first value: ${name}`)
      visited.set(name, await visitPages(name, script, visits))
    }
    tell('server write to listener')
    rounds.push({ pages, visits: visited, delivery: await measureDelivery(deliveryScript, writes) })
  }
  return reportClient({
    conditions: [
      ...lines,
      `${browser.name}, ${runs} fresh ${runs === 1 ? 'browser' : 'browsers'} for each figure`,
    ],
    sizes,
    entries,
    rounds,
  })
}

/** How large every entry of the client is with all that it exports, and the evaluator. */
async function entrySizes(): Promise<ReadonlyMap<string, number>> {
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'packages/client/package.json'), 'utf8')) as {
    readonly name: string
    readonly exports: { readonly [entry: string]: unknown }
  }
  const names = Object.keys(manifest.exports).map((entry) => manifest.name + entry.slice(1))
  const sizes = [...names, '@halyard/evaluator'].map(
    async (name) => [name, await exportSize(`export * from '${name}'`)] as const,
  )
  return new Map(await Promise.all(sizes))
}
