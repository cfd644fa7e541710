import { join } from 'node:path'
import { buildExtension } from '../../scripts/start/extension-build.ts'
import { DEVTOOLS_EFFORTS } from './measure/devtools-effort.ts'
import type { DevtoolsRound } from './report/devtools-goals.ts'
import { reportDevtools } from './report/report-devtools.ts'
import { conditions } from './run/conditions.ts'
import { inTurn } from './run/in-turn.ts'
import { type FrameCost, measureFrames, measureList, WATCHED, type Watched } from './run/measure-devtools.ts'
import { repeatRounds } from './run/repeat-rounds.ts'
import { serveScriptPage } from './run/serve-script-page.ts'
import { versionOfBrowser } from './run/version-of-browser.ts'

const ENTRY = join(import.meta.dirname, 'measure/devtools-page.ts')
const ROOMS = ['client', 'devtools', 'evaluator', 'protocol', 'schema']
const NAMES = Object.keys(WATCHED) as Watched[]
const LIMIT_MS = 340_000

/**
 * Measures what the extension costs a page that reads many flags, and how evenly its list is drawn, in Chromium. Says on
 * the error output how far it is.
 *
 * @returns the report.
 */
export async function benchDevtools(effort: keyof typeof DEVTOOLS_EFFORTS): Promise<string> {
  const { runs, watchMs } = DEVTOOLS_EFFORTS[effort]
  const lines = await conditions(ROOMS, [])
  const extension = await buildExtension()
  const site = await serveScriptPage(ENTRY)
  try {
    const rounds = await repeatRounds(runs, LIMIT_MS, () => performance.now(), runRound)
    const early = rounds.length < runs ? `, not ${runs}: this machine was too busy for more` : ''
    return reportDevtools(
      [
        ...lines.filter(Boolean),
        `${await versionOfBrowser()}, fresh for each figure, rounds: ${rounds.length}${early}`,
      ],
      rounds,
    )
  } finally {
    await site.close()
  }

  async function runRound(turn: number): Promise<DevtoolsRound> {
    const frames = new Map<Watched, FrameCost>()
    for (const watched of inTurn(NAMES, turn)) {
      console.error(`${turn + 1}/${runs}  ${WATCHED[watched]}`)
      frames.set(watched, await measureFrames(site, extension, watched, watchMs))
    }
    console.error(`${turn + 1}/${runs}  the list`)
    return { frames, list: await measureList(site, extension, watchMs) }
  }
}
