import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../../scripts/repository.ts'
import { CLIENT_EFFORTS, type ClientEffortName } from './measure/client-effort.ts'
import { reportClient } from './report/report-client.ts'
import { exportSize, gzippedSize } from './run/bundle-size.ts'
import { conditions } from './run/conditions.ts'
import { openMeasuringBrowser } from './run/measuring-browser.ts'
import { repeatRounds } from './run/repeat-rounds.ts'
import { buildClientScripts, runClientRound } from './run/run-client-round.ts'
import { VISITED_PAGES, type VisitedPage } from './visits/visits.ts'

const ROOMS = ['client', 'evaluator', 'protocol', 'schema', 'server']

// Together with what is built before the first round, less than six minutes.
const LIMIT_MS = 340_000

/**
 * Measures the client beside its peers, in Chromium. Says on the error output how far it is.
 *
 * @returns the report.
 */
export async function benchClient(effort: ClientEffortName): Promise<string> {
  const { runs } = CLIENT_EFFORTS[effort]
  const peers = new Set(Object.values<VisitedPage>(VISITED_PAGES).flatMap(({ packages }) => packages))
  const lines = await conditions(ROOMS, [...peers])
  const scripts = await buildClientScripts()
  const entries = await entrySizes()
  await using browser = await openMeasuringBrowser()
  const rounds = await repeatRounds(
    runs,
    LIMIT_MS,
    () => performance.now(),
    (turn) =>
      runClientRound(browser, scripts, effort, turn, (what) => console.error(`${turn + 1}/${runs}  ${what}`)),
  )
  const early = rounds.length < runs ? `, not ${runs}: this machine was too busy for more in six minutes` : ''
  return reportClient({
    conditions: [...lines, `${browser.name}, fresh for each figure, rounds: ${rounds.length}${early}`],
    sizes: new Map([...scripts.visits].map(([name, script]) => [name, gzippedSize(script)])),
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
