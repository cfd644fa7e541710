/**
 * Runs one round after another, and stops early rather than late: where the next round would end after the limit if it
 * took as long as the longest so far. One is always run.
 *
 * @param now a clock, in milliseconds.
 */
export async function repeatRounds<T>(
  count: number,
  limitMs: number,
  now: () => number,
  run: (turn: number) => Promise<T>,
): Promise<readonly T[]> {
  const rounds: T[] = []
  const endsAt = now() + limitMs
  let longestMs = 0
  while (rounds.length < count && (rounds.length === 0 || now() + longestMs <= endsAt)) {
    const startedAt = now()
    rounds.push(await run(rounds.length))
    longestMs = Math.max(longestMs, now() - startedAt)
  }
  return rounds
}
