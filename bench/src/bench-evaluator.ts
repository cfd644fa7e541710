import { EFFORTS } from './measure/effort.ts'
import { reportEvaluator } from './report/report-evaluator.ts'
import type { Round } from './report/summary.ts'
import { exportSize } from './run/bundle-size.ts'
import { conditions } from './run/conditions.ts'
import { openChromiumPlace } from './run/run-in-chromium.ts'
import { openNodePlace } from './run/run-in-node.ts'
import { runRound } from './run/run-round.ts'

const ROOMS = ['evaluator', 'schema']
const PEERS = ['@openfeature/flagd-core', '@growthbook/growthbook', '@configcat/sdk']
const EVALUATOR = "export { compileFlagSet, evaluate, recompile } from '@halyard/evaluator'"

/**
 * Measures the evaluator beside its peers, in Node and in Chromium. Says on the error output how far it is.
 *
 * @returns the report.
 */
export async function benchEvaluator(effort: 'full' | 'quick'): Promise<string> {
  const { runs } = EFFORTS[effort]
  const lines = [
    ...(await conditions(ROOMS, PEERS)),
    `${runs} fresh ${runs === 1 ? 'process' : 'processes'} for each figure`,
  ]
  const evaluatorBytes = await exportSize(EVALUATOR)
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
  return reportEvaluator({
    conditions: lines,
    places: places.map(({ place, rounds }) => ({ name: place.name, rounds })),
    evaluatorBytes,
  })
}
