import type { FrameCost, ListCost, Watched } from '../run/measure-devtools.ts'
import { atMost, type Goal } from './goal.ts'
import { medianOf, type Round } from './summary.ts'

/** What one round found out. */
export interface DevtoolsRound {
  readonly frames: Round<Watched, FrameCost>
  readonly list: ListCost
}

const MAX_CLOSED = 0.02
const MAX_OPEN = 0.1
/** Two frames of a screen that draws sixty a second. */
const MAX_FRAME_MS = 34

/**
 * How much of a frame's time the page pays for being looked at: what its thread is busy for more than without the
 * extension in the same round.
 */
export function shareOfFrame(rounds: readonly DevtoolsRound[], watched: Watched): number | null {
  return medianOf(
    rounds.map(({ frames }) => {
      const alone = frames.get('alone')
      const cost = frames.get(watched)
      return alone && cost ? (cost.busyMs - alone.busyMs) / alone.frameMs : null
    }),
  )
}

/** Within which time that share of the list's frames was drawn, in milliseconds. */
export function listFrameMs(rounds: readonly DevtoolsRound[], share: number): number | null {
  return medianOf(
    rounds.map(({ list: { framesMs } }) => framesMs[Math.ceil(framesMs.length * share) - 1] ?? null),
  )
}

/** A share in words that do not pretend to know a tenth of a thousandth. */
export function describeShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** Judges what was promised of the panel. */
export function judgeDevtools(rounds: readonly DevtoolsRound[]): readonly Goal[] {
  return [
    atMost(
      `10,000 reads a second, panel closed: under ${describeShare(MAX_CLOSED)} of a frame`,
      shareOfFrame(rounds, 'installed'),
      MAX_CLOSED,
      describeShare,
    ),
    atMost(
      `the same, panel open: under ${describeShare(MAX_OPEN)} of a frame`,
      shareOfFrame(rounds, 'panel'),
      MAX_OPEN,
      describeShare,
    ),
    atMost(
      `5,000 flags scrolled while 20 change a second: 95 of 100 frames within ${MAX_FRAME_MS} ms`,
      listFrameMs(rounds, 0.95),
      MAX_FRAME_MS,
      (ms) => `${ms.toFixed(1)} ms`,
    ),
  ]
}
