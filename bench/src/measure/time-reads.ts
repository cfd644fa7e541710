import { collectGarbage, heapSize } from './heap-size.ts'
import { median } from './median.ts'

/** What a read costs. */
export interface ReadCost {
  /** Nanoseconds, the loop around it taken off. */
  readonly ns: number
  /** Bytes that were taken from the heap and left there as garbage. */
  readonly bytes: number
}

/** Long enough for a clock with a resolution of 5 µs, and short enough that most batches meet no other process. */
const BATCH_MS = 1

/** So few that the greediest SDK fills no more of the young generation than there is, and none is collected. */
const COUNTED_READS = 8192
const COUNTED_BATCHES = 7
const WARM_UP_READS = 50_000

// What it holds is never read, but an engine cannot know: so no read can be left out.
const sink: unknown[] = new Array(8).fill(undefined)

/**
 * Measures reads, again and again in the same order.
 *
 * @param keys as many as there are: a power of two.
 * @param durationMs how long to go on.
 */
export function measureReads(
  read: (flagKey: string) => unknown,
  keys: readonly string[],
  durationMs: number,
): ReadCost {
  const mask = keys.length - 1
  const readMany = (count: number): void => {
    for (let index = 0; index < count; index++) sink[index & 7] = read(keys[index & mask] as string)
  }
  const skipMany = (count: number): void => {
    for (let index = 0; index < count; index++) sink[index & 7] = keys[index & mask]
  }
  readMany(WARM_UP_READS)
  skipMany(WARM_UP_READS)
  return { ns: nsOf(readMany, skipMany, durationMs), bytes: bytesOf(readMany) - bytesOf(skipMany) }
}

type Loop = (count: number) => void

/** Loops with and without the read take turns. */
function nsOf(readMany: Loop, skipMany: Loop, durationMs: number): number {
  const [reading, skipping] = [batchOf(readMany), batchOf(skipMany)]
  const reads: number[] = []
  const skips: number[] = []
  const endsAt = performance.now() + durationMs
  while (performance.now() < endsAt) {
    reads.push(reading())
    skips.push(skipping())
  }
  return Math.max(0, median(reads) - median(skips))
}

/** Finds out how many turns are long enough, and returns a function that gives the nanoseconds of one. */
function batchOf(loop: Loop): () => number {
  const time = (count: number): number => {
    const startedAt = performance.now()
    loop(count)
    return performance.now() - startedAt
  }
  let count = 1024
  while (time(count) < BATCH_MS) count *= 2
  return () => (time(count) / count) * 1e6
}

function bytesOf(loop: Loop): number {
  const batches = Array.from({ length: COUNTED_BATCHES }, () => {
    collectGarbage()
    const before = heapSize()
    loop(COUNTED_READS)
    return (heapSize() - before) / COUNTED_READS
  })
  return median(batches)
}
