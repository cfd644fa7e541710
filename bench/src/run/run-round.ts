import type { EFFORTS } from '../measure/effort.ts'
import type { Measurement } from '../measure/measure-subject.ts'
import type { Round } from '../report/summary.ts'
import { SUBJECTS, type SubjectName } from '../subjects/subjects.ts'
import { inTurn } from './in-turn.ts'
import type { MeasuringPlace } from './measuring-place.ts'

const NAMES = Object.keys(SUBJECTS) as SubjectName[]

/**
 * Measures every subject once, each in a fresh process.
 *
 * @param turn which subject begins, so that none always comes after the same one.
 * @throws Error when two subjects that split as flagd does gave different answers.
 */
export async function runRound(
  place: MeasuringPlace,
  effort: keyof typeof EFFORTS,
  turn: number,
  report: (subject: SubjectName) => void,
): Promise<Round> {
  const round = new Map<SubjectName, Measurement>()
  for (const name of inTurn(NAMES, turn)) {
    report(name)
    round.set(name, await place.measure(name, effort))
  }
  const hashes = NAMES.filter((name) => SUBJECTS[name].splitsAsFlagd).map(
    (name) => round.get(name)?.splitsHash,
  )
  if (new Set(hashes).size > 1) throw new Error(`splits differ between subjects in ${place.name}`)
  return round
}
