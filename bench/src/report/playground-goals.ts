import type { SheetCost } from '../run/measure-playground.ts'
import { atMost, type Goal } from './goal.ts'
import { medianOf } from './summary.ts'

const MAX_SETTLED_MS = 5_000
/** Fifty frames a second. */
const MAX_FRAME_MS = 20
const MAX_KEPT = 0.1

/** From one frame to the next, on average over the scrolling of a round, in milliseconds. */
export function meanFrameMs(rounds: readonly SheetCost[]): number | null {
  return medianOf(
    rounds.map(({ framesMs }) => framesMs.reduce((sum, frameMs) => sum + frameMs, 0) / framesMs.length),
  )
}

/** What is still on the heap of what the cells took, when they are gone. */
function keptShare(rounds: readonly SheetCost[]): number | null {
  return medianOf(rounds.map(({ heap: { before, during, after } }) => (after - before) / (during - before)))
}

/** Judges what was promised of the playground. */
export function judgePlayground(rounds: readonly SheetCost[]): readonly Goal[] {
  return [
    atMost(
      `24 cells show what they will show within ${MAX_SETTLED_MS / 1000} s`,
      medianOf(rounds.map(({ settledMs }) => settledMs)),
      MAX_SETTLED_MS,
      (ms) => `${(ms / 1000).toFixed(1)} s`,
    ),
    atMost(
      'scrolling the sheet holds 50 frames a second',
      meanFrameMs(rounds),
      MAX_FRAME_MS,
      (ms) => `${(1000 / ms).toFixed(0)} a second`,
    ),
    atMost(
      'at most a tenth of the memory of the cells is kept when they are gone',
      keptShare(rounds),
      MAX_KEPT,
      (share) => `${(share * 100).toFixed(1)} %`,
    ),
  ]
}
