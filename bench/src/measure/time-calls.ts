import type { FlagValue } from '@halyard/schema'
import type { LoadedFlags } from '../subjects/subject.ts'
import { median } from './median.ts'

/** Calls in the order in which they are made, again and again. */
export interface Schedule<Context> {
  /** As many as there are contexts: a power of two. */
  readonly keys: readonly string[]
  readonly contexts: readonly Context[]
  readonly fallback: FlagValue
}

// What it holds is never read, but an engine cannot know: so no call can be left out.
const sink: unknown[] = new Array(8).fill(undefined)

/** Long enough for a clock with a resolution of 5 µs, and short enough that most batches meet no other process. */
const BATCH_MS = 1

/** Makes a number of calls, which a benchmark does before it looks at the clock. */
export function makeCalls<Context extends object>(
  loaded: LoadedFlags<Context>,
  { keys, contexts, fallback }: Schedule<Context>,
  count: number,
): void {
  const mask = keys.length - 1
  for (let index = 0; index < count; index++) {
    const place = index & mask
    sink[index & 7] = loaded.value(keys[place] as string, fallback, contexts[place] as Context)
  }
}

/**
 * Measures how long a call takes.
 *
 * @param durationMs how long to go on.
 * @returns nanoseconds for each call, the loop around it included (about 2): the median of many batches.
 */
export function timeCalls<Context extends object>(
  loaded: LoadedFlags<Context>,
  schedule: Schedule<Context>,
  durationMs: number,
): number {
  const timeBatch = (count: number): number => {
    const startedAt = performance.now()
    makeCalls(loaded, schedule, count)
    return performance.now() - startedAt
  }
  let count = schedule.keys.length
  while (timeBatch(count) < BATCH_MS) count *= 2
  const samples: number[] = []
  const endsAt = performance.now() + durationMs
  while (performance.now() < endsAt) samples.push((timeBatch(count) / count) * 1e6)
  return median(samples)
}
