import { SUBJECTS, type SubjectName } from '../subjects/subjects.ts'
import { type Column, EVALUATION_COLUMNS, type Round, ratioTo, typical } from './summary.ts'

/** Something that was promised, and what was seen. */
export interface Goal {
  readonly promise: string
  readonly seen: string
  /** `level` with the best peer is neither ahead nor behind: less apart than one run is from the next. */
  readonly outcome: 'met' | 'level' | 'missed'
}

const MAX_PER_CLOSURE = [
  { title: 'static', max: 1.5 },
  { title: 'split', max: 1.5 },
  { title: 'two conditions', max: 3 },
]
const MAX_PER_PARSE = 1.3
const MAX_SIZE_BYTES = 3_000
const LEVEL = 0.1
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
      )
    }),
    atMost(
      `load 1,000: at most ${MAX_PER_PARSE} × JSON.parse`,
      typical(rounds, 'halyard', ({ load1000 }) => load1000.perParse),
      MAX_PER_PARSE,
    ),
    atMost(
      `load 10,000: at most ${MAX_PER_PARSE} × JSON.parse`,
      typical(rounds, 'halyard', ({ load10000 }) => load10000?.perParse ?? null),
      MAX_PER_PARSE,
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
  return {
    promise: `evaluator, minified and gzipped: at most ${MAX_SIZE_BYTES / 1000} kB`,
    seen: `${(bytes / 1000).toFixed(2)} kB`,
    outcome: bytes <= MAX_SIZE_BYTES ? 'met' : 'missed',
  }
}

function atMost(promise: string, ratio: number | null, max: number): Goal {
  return {
    promise,
    seen: ratio === null ? 'not measured' : describeRatio(ratio),
    outcome: ratio !== null && ratio <= max ? 'met' : 'missed',
  }
}

function aheadOfPeers(rounds: readonly Round[], { title, read }: Pick<Column, 'title' | 'read'>): Goal {
  const closest = PEERS.map((peer) => ({ peer, ratio: ratioTo(rounds, 'halyard', peer, read) }))
    .filter(({ ratio }) => ratio !== null)
    .toSorted((a, b) => Number(b.ratio) - Number(a.ratio))[0]
  const ratio = closest?.ratio ?? null
  return {
    promise: `${title}: ahead of every peer`,
    seen: closest ? `${describeRatio(Number(ratio))} ${SUBJECTS[closest.peer].name}` : 'not measured',
    outcome: ratio === null ? 'missed' : compareToPeer(ratio),
  }
}

function compareToPeer(ratio: number): Goal['outcome'] {
  if (Math.abs(ratio - 1) <= LEVEL) return 'level'
  return ratio < 1 ? 'met' : 'missed'
}

function describeRatio(ratio: number): string {
  return ratio < 0.01 ? 'under 0.01 ×' : `${ratio.toFixed(2)} ×`
}
