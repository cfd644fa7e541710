import { type EvaluationContext, MAX_TOTAL_WEIGHT } from '@halyard/schema'
import { isLogic, isScalar, type OperatorCompiler, run, runAll } from '../logic.ts'
import { type HashState, hashPrefix, murmur3 } from '../murmur3.ts'

/** Its own one. A name that the code itself says is read a lot faster than one that a rule brings. */
export function targetingKeyOf(data: unknown): unknown {
  return Object.hasOwn(data ?? {}, 'targetingKey') ? (data as EvaluationContext).targetingKey : undefined
}

/** A share of a split. */
export interface Share {
  readonly value: unknown
  /** The sum of the weights up to this one, the last one being the total. */
  readonly end: number
}

/** flagd's split of all subjects into weighted buckets; null for anything that cannot be split. */
export const splitByHash: OperatorCompiler = ([first, ...others]) => {
  // a first operand that is computed may turn out to be a bucket, too
  const isListed = Array.isArray(first)
  const written = others.some(isLogic) ? null : shareOut(isListed ? [first, ...others] : others)
  let prefixKey: string | undefined
  let prefix: HashState | undefined

  return (data, scope) => {
    const head = run(first, data, scope)
    const isShorthand = Array.isArray(head)
    const key = isShorthand ? targetingKeyOf(data) : head
    if (typeof key !== 'string' || (isShorthand && !key)) return null
    const shares =
      written && isShorthand === isListed
        ? written
        : shareOut([...(isShorthand ? [head] : []), ...runAll(others, data, scope)])
    if (!shares) return null
    if (prefixKey !== scope.flagKey) {
      prefixKey = scope.flagKey
      prefix = hashPrefix(prefixKey)
    }
    const place = placeOf(murmur3(key, isShorthand ? prefix : undefined), totalOf(shares))
    let index = 0
    while (place >= (shares[index] as Share).end) index++
    return (shares[index] as Share).value
  }
}

/**
 * Lays the shares of a split side by side. A subject gets the first one whose end is greater than its place, see
 * {@link placeOf}.
 *
 * @param buckets the buckets after their parts were evaluated.
 * @returns `null` where there is nothing to split by.
 */
export function shareOut(buckets: readonly unknown[]): readonly Share[] | null {
  let end = 0
  const shares = buckets.map((bucket) => {
    // a negative weight counts as 0; what is no weight, no value, or no pair spoils the sum
    const [value = [], weight = 1] = Array.isArray(bucket) ? bucket : []
    end += isScalar(value) && Number.isInteger(weight) ? Math.max(0, weight) : NaN
    return { value, end }
  })
  return end > 0 && end <= MAX_TOTAL_WEIGHT ? shares : null
}

/** The sum of all weights. */
export function totalOf(shares: readonly Share[]): number {
  return (shares[shares.length - 1] as Share).end
}

/** The place of a hash among `total`, from 0: `(hash * total) >> 32`, in two halves that a double holds exactly. */
export function placeOf(hash: number, total: number): number {
  return (((hash >>> 16) * total + ((((hash & 0xffff) * total) / 65_536) | 0)) / 65_536) | 0
}
