import { SUBJECTS, type SubjectName } from '../subjects/subjects.ts'
import { describeBytes } from './figure.ts'
import { aheadOf, atMost, describeRatio, type Goal } from './goal.ts'
import { type Column, EVALUATION_COLUMNS, type Round, ratioTo, typical } from './summary.ts'

const MAX_PER_CLOSURE = [
  { title: 'static', max: 1.5 },
  { title: 'split', max: 1.5 },
  { title: 'two conditions', max: 3 },
]
const MAX_PER_PARSE = 1.3
const MAX_SIZE_BYTES = 3_000
const PEERS = (Object.keys(SUBJECTS) as SubjectName[]).filter(
  (name) => name !== 'halyard' && name !== 'closure',
)

/** Judges what was promised for one place. */
export function judgeSpeed(rounds: readonly Round[]): readonly Goal[] {
  return [
    ...MAX_PER_CLOSURE.map(({ title, max }) => {
      const column = EVALUATION_COLUMNS.find((candidate) => candidate.title === title) as Column
      return atMost(
        `${title}: at most ${max} × the closure by hand`,
        ratioTo(rounds, 'halyard', 'closure', column.read),
        max,
        describeRatio,
      )
    }),
    atMost(
      `load 1,000: at most ${MAX_PER_PARSE} × JSON.parse`,
      typical(rounds, 'halyard', ({ load1000 }) => load1000.perParse),
      MAX_PER_PARSE,
      describeRatio,
    ),
    atMost(
      `load 10,000: at most ${MAX_PER_PARSE} × JSON.parse`,
      typical(rounds, 'halyard', ({ load10000 }) => load10000?.perParse ?? null),
      MAX_PER_PARSE,
      describeRatio,
    ),
    ...EVALUATION_COLUMNS.map((column) => aheadOfPeers(rounds, column)),
    aheadOfPeers(rounds, { title: 'load 1,000, × JSON.parse', read: ({ load1000 }) => load1000.perParse }),
    aheadOfPeers(rounds, {
      title: 'load 10,000, × JSON.parse',
      read: ({ load10000 }) => load10000?.perParse ?? null,
    }),
    aheadOfPeers(rounds, { title: 'change 1 of 10,000', read: ({ changeMs }) => changeMs }),
  ]
}

/** Judges how large the evaluator is. */
export function judgeSize(bytes: number): Goal {
  const promise = `evaluator, minified and gzipped: at most ${MAX_SIZE_BYTES / 1000} kB`
  return atMost(promise, bytes, MAX_SIZE_BYTES, describeBytes)
}

function aheadOfPeers(rounds: readonly Round[], { title, read }: Pick<Column, 'title' | 'read'>): Goal {
  const ratios = PEERS.map((peer) => ({
    peer: SUBJECTS[peer].name,
    ratio: ratioTo(rounds, 'halyard', peer, read),
  }))
  return aheadOf(`${title}: ahead of every peer`, ratios)
}
