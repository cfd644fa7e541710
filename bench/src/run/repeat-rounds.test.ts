import { expect, it } from 'vitest'
import { repeatRounds } from './repeat-rounds.ts'

/** Runs rounds that take so long each, and gives their turns. */
function turnsOf(count: number, limitMs: number, durationsMs: readonly number[]): Promise<readonly number[]> {
  let nowMs = 1000
  return repeatRounds(
    count,
    limitMs,
    () => nowMs,
    async (turn) => {
      nowMs += durationsMs[turn] ?? Number.NaN
      return turn
    },
  )
}

it.each([
  ['as many as were asked for', 3, 100, [10, 10, 10], [0, 1, 2]],
  ['those that fit, as long as the longest so far', 5, 100, [20, 40, 20, 20, 20], [0, 1, 2]],
  ['one in any case', 5, 100, [200], [0]],
] as const)('runs %s', async (_, count, limitMs, durationsMs, turns) => {
  expect(await turnsOf(count, limitMs, durationsMs)).toEqual(turns)
})
