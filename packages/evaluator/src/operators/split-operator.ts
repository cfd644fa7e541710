import { MAX_TOTAL_WEIGHT } from '@halyard/schema'
import { isScalar, type OperatorCompiler, runAll } from '../logic.ts'
import { memoLast } from '../memo-last.ts'
import { hashPrefix, murmur3 } from '../murmur3.ts'
import { readOwn } from '../read-path.ts'

/** flagd's split of all subjects into weighted buckets; null for anything that cannot be split. */
export const splitByHash: OperatorCompiler = (logics, operands) => {
  const [first] = operands
  const firstBucket = Array.isArray(first) ? 0 : 1
  const isLiteral = (bucket: unknown): boolean => Array.isArray(bucket) && bucket.every(isScalar)
  const buckets = operands.slice(firstBucket)
  const literalPicker = buckets.every(isLiteral) && createPicker(buckets)
  const hashFlagKey = memoLast(hashPrefix)

  return (data, scope) => {
    const head = logics[0]?.(data, scope)
    let from = 1
    let hash = 0
    if (typeof head === 'string') hash = murmur3(head)
    else {
      const targetingKey = readOwn(data, 'targetingKey')
      if (!Array.isArray(head) || typeof targetingKey !== 'string' || targetingKey === '') return null
      hash = murmur3(targetingKey, hashFlagKey(scope.flagKey))
      from = 0
    }
    const pick =
      (from === firstBucket && literalPicker) || createPicker(runAll(logics, data, scope).slice(from))
    return pick(hash)
  }
}

/** Picks the value of the bucket that a hash falls into. */
type Picker = (hash: number) => unknown

function createPicker(buckets: readonly unknown[]): Picker {
  const ends = sumWeights(buckets)
  const total = ends?.at(-1)
  return (hash) => {
    if (!ends || !total) return null
    const place = placeOf(hash, total)
    const bucket = buckets[ends.findIndex((end) => place < end)]
    return (bucket as readonly unknown[])[0]
  }
}

/**
 * Where each bucket of a split ends: the sums of the weights up to it, the last one being the total. A subject is in the
 * first bucket whose end is greater than its place, see {@link placeOf}.
 *
 * @param buckets the buckets after their parts were evaluated.
 * @returns `null` where there is nothing to split by.
 */
export function sumWeights(buckets: readonly unknown[]): readonly number[] | null {
  let total = 0
  const ends = buckets.map((bucket) => {
    total += weightOf(bucket)
    return total
  })
  // not so either where a weight is not a number
  return total > 0 && total <= MAX_TOTAL_WEIGHT ? ends : null
}

/** The place of a hash among `total`, from 0: `(hash * total) >> 32`, in two halves that a double holds exactly. */
export function placeOf(hash: number, total: number): number {
  return Math.floor(((hash >>> 16) * total + Math.floor(((hash & 0xffff) * total) / 65_536)) / 65_536)
}

/** A negative weight counts as 0, an absent one as 1; NaN is what is no weight, or stands in no pair. */
function weightOf(bucket: unknown): number {
  if (!Array.isArray(bucket) || bucket.length === 0) return Number.NaN
  const weight: unknown = bucket.length > 1 ? bucket[1] : 1
  return Number.isInteger(weight) ? Math.max(0, weight as number) : Number.NaN
}
