import { join } from 'node:path'
import { launchBrowser } from '../../e2e/src/browser/launch-browser.ts'
import { BINDING_NAMES, type BindingName } from './bindings/binding-names.ts'
import { BINDING_EFFORTS, type BindingEffortName } from './measure/binding-effort.ts'
import type { BindingCost } from './measure/measure-binding.ts'
import { reportBindings } from './report/report-bindings.ts'
import { conditions } from './run/conditions.ts'
import { inTurn } from './run/in-turn.ts'
import { repeatRounds } from './run/repeat-rounds.ts'
import { serveScriptPage } from './run/serve-script-page.ts'
import { versionOfBrowser } from './run/version-of-browser.ts'

const ENTRY = join(import.meta.dirname, 'measure/bindings-page.ts')
const ROOMS = ['react', 'vue', 'preact', 'client', 'evaluator', 'protocol', 'schema']
const PEERS = [
  'react',
  'vue',
  'preact',
  '@preact/signals',
  '@growthbook/growthbook-react',
  '@openfeature/react-sdk',
  '@unleash/proxy-client-react',
  'launchdarkly-react-client-sdk',
]
/** A young generation that is large enough for a mount, so that none pays for how much a page had in it before. */
const HEAP_ARGUMENTS = ['--js-flags=--expose-gc --min-semi-space-size=64']
const NAMES = Object.keys(BINDING_NAMES) as BindingName[]
// So that five rounds are made on a busy machine as well.
const LIMIT_MS = 600_000

/**
 * Measures bindings beside their peers, in Chromium. Says on the error output how far it is.
 *
 * @returns the report.
 */
export async function benchBindings(effort: BindingEffortName): Promise<string> {
  const { runs } = BINDING_EFFORTS[effort]
  const lines = await conditions(ROOMS, PEERS)
  const server = await serveScriptPage(ENTRY)
  const browser = await versionOfBrowser()
  const rounds = await repeatRounds(
    runs,
    LIMIT_MS,
    () => performance.now(),
    async (turn) => {
      const round = new Map<BindingName, BindingCost>()
      await using launched = await launchBrowser({ args: HEAP_ARGUMENTS })
      for (const name of inTurn(NAMES, turn)) {
        console.error(`${turn + 1}/${runs}  ${BINDING_NAMES[name]}`)
        // A context of its own is a process and a storage of its own.
        const context = await launched.browser.createBrowserContext()
        const page = await context.newPage()
        await page.goto(server.origin)
        round.set(name, await page.evaluate((...order) => window.measureBinding(...order), name, effort))
        await context.close()
      }
      return round
    },
  )
  await server.close()
  const early = rounds.length < runs ? `, not ${runs}: this machine was too busy for more in ten minutes` : ''
  return reportBindings(
    [...lines, `${browser}, a fresh page for each figure, rounds: ${rounds.length}${early}`],
    rounds,
  )
}
