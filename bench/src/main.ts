import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { EFFORTS } from './measure/effort.ts'
import { reportEvaluator } from './report/report-evaluator.ts'
import type { Round } from './report/summary.ts'
import { evaluatorSize } from './run/bundle-size.ts'
import { conditions } from './run/conditions.ts'
import { openChromiumPlace } from './run/run-in-chromium.ts'
import { openNodePlace } from './run/run-in-node.ts'
import { runRound } from './run/run-round.ts'

const USAGE = 'pnpm bench evaluator [--quick] [--write]'
const RESULTS = join(import.meta.dirname, '../RESULTS.md')

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})
if (positionals.join() === 'evaluator') await benchEvaluator(values.quick ? 'quick' : 'full')
else {
  console.error(`There is one benchmark: ${USAGE}`)
  process.exitCode = 2
}

async function benchEvaluator(effort: 'full' | 'quick'): Promise<void> {
  const { runs } = EFFORTS[effort]
  const lines = [
    ...(await conditions()),
    `${runs} fresh ${runs === 1 ? 'process' : 'processes'} for each figure`,
  ]
  const evaluatorBytes = await evaluatorSize()
  const places = [await openNodePlace(), await openChromiumPlace()].map((place) => ({
    place,
    rounds: [] as Round[],
  }))
  for (let turn = 0; turn < runs; turn++) {
    for (const { place, rounds } of places) {
      rounds.push(
        await runRound(place, effort === 'full' && turn === 0 ? 'patient' : effort, turn, (subject) =>
          console.error(`${turn + 1}/${runs}  ${place.name}  ${subject}`),
        ),
      )
    }
  }
  for (const { place } of places) await place.close()
  const report = reportEvaluator({
    conditions: lines,
    places: places.map(({ place, rounds }) => ({ name: place.name, rounds })),
    evaluatorBytes,
  })
  console.log(report)
  if (values.write)
    writeFileSync(
      RESULTS,
      `# Evaluator: last results\n\n\`pnpm bench evaluator --write\` wrote this.\n\n${report}\n`,
    )
}
