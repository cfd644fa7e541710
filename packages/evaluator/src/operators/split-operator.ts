import { MAX_TOTAL_WEIGHT } from '@halyard/schema'
import { isLogic, isScalar, type OperatorCompiler, run, runAll } from '../logic.ts'
import { type HashState, hashPrefix, murmur3 } from '../murmur3.ts'
import { readOwn } from '../read-path.ts'

/** flagd's split of all subjects into weighted buckets; null for anything that cannot be split. */
export const splitByHash: OperatorCompiler = (operands) => {
  const [first, ...others] = operands
  // a first operand that is computed may turn out to be a bucket, too
  const keyCount = Array.isArray(first) ? 0 : 1
  const written = operands.slice(keyCount)
  const writtenEnds = others.some(isLogic) ? null : sumWeights(written)
  let prefixKey: string | undefined
  let prefix: HashState | undefined

  return (data, scope) => {
    const head = run(first, data, scope)
    const firstBucket = Array.isArray(head) ? 0 : 1
    const key = firstBucket ? head : readOwn(data, 'targetingKey')
    if (typeof key !== 'string' || !(firstBucket || key)) return null
    const isWritten = writtenEnds && firstBucket === keyCount
    const buckets = isWritten ? written : [head, ...runAll(others, data, scope)].slice(firstBucket)
    const ends = isWritten ? writtenEnds : sumWeights(buckets)
    if (!ends) return null
    if (prefixKey !== scope.flagKey) {
      prefixKey = scope.flagKey
      prefix = hashPrefix(prefixKey)
    }
    const place = placeOf(murmur3(key, firstBucket ? undefined : prefix), ends.at(-1) as number)
    return (buckets[ends.findIndex((end) => place < end)] as readonly unknown[])[0]
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
    // a negative weight counts as 0; what is no weight, no value, or no pair spoils the sum
    const [value = [], weight = 1] = Array.isArray(bucket) ? bucket : []
    total += isScalar(value) && Number.isInteger(weight) ? Math.max(0, weight) : NaN
    return total
  })
  return total > 0 && total <= MAX_TOTAL_WEIGHT ? ends : null
}

/** The place of a hash among `total`, from 0: `(hash * total) >> 32`, in two halves that a double holds exactly. */
export function placeOf(hash: number, total: number): number {
  return (((hash >>> 16) * total + ((((hash & 0xffff) * total) / 65_536) | 0)) / 65_536) | 0
}
