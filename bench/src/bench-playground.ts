import { startPlaygroundSite } from '../../e2e/src/playground/playground-site.ts'
import { reportPlayground } from './report/report-playground.ts'
import { conditions } from './run/conditions.ts'
import { measurePlayground } from './run/measure-playground.ts'
import { repeatRounds } from './run/repeat-rounds.ts'
import { versionOfBrowser } from './run/version-of-browser.ts'

const ROOMS = ['client', 'devtools', 'evaluator', 'protocol', 'react', 'schema']
const EFFORTS = { full: { runs: 5, scrollMs: 5_000 }, quick: { runs: 1, scrollMs: 5_000 } } as const
const LIMIT_MS = 240_000

/**
 * Measures how soon a sheet of the demo shop is there, how evenly it is scrolled, and what it leaves behind, in Chromium.
 * Says on the error output how far it is.
 *
 * @returns the report.
 */
export async function benchPlayground(effort: keyof typeof EFFORTS): Promise<string> {
  const { runs, scrollMs } = EFFORTS[effort]
  const lines = await conditions(ROOMS, [])
  await using site = await startPlaygroundSite()
  const rounds = await repeatRounds(
    runs,
    LIMIT_MS,
    () => performance.now(),
    (turn) => {
      console.error(`${turn + 1}/${runs}`)
      return measurePlayground(site, scrollMs)
    },
  )
  return reportPlayground(
    [
      ...lines.filter(Boolean),
      `${await versionOfBrowser()}, fresh for each round; playground and shop built for production, rounds: ${rounds.length}`,
    ],
    rounds,
  )
}
