import type { EvaluationScope } from '../logic.ts'
import { murmur3 } from '../murmur3.ts'
import { placeOf, sumWeights } from '../operators/split-operator.ts'
import { readOwn } from '../read-path.ts'
import { clipText, clipValue } from './clip-value.ts'
import { type ExplainedSplit, MAX_EXPLAINED_PARTS } from './explanation.ts'

/**
 * Says how a split chose its bucket, see SPEC.md, rules E30 to E34.
 *
 * @param values the values of its operands.
 * @returns `undefined` where there was nothing to split by.
 */
export function explainSplit(
  values: readonly unknown[],
  data: unknown,
  scope: EvaluationScope,
): ExplainedSplit | undefined {
  const [head] = values
  const isShorthand = Array.isArray(head)
  const hashed = isShorthand ? keyWithFlag(readOwn(data, 'targetingKey'), scope) : head
  const buckets = isShorthand ? values : values.slice(1)
  const ends = sumWeights(buckets)
  const total = ends?.at(-1)
  if (typeof hashed !== 'string' || !ends || !total) return undefined
  const ranges = ends.slice(0, MAX_EXPLAINED_PARTS).map((to, index) => ({
    variant: clipValue((buckets[index] as readonly unknown[])[0]),
    from: ends[index - 1] ?? 0,
    to,
  }))
  return { hashed: clipText(hashed), bucket: placeOf(murmur3(hashed), total), total, ranges }
}

function keyWithFlag(targetingKey: unknown, { flagKey }: EvaluationScope): string | undefined {
  return typeof targetingKey === 'string' && targetingKey !== '' ? flagKey + targetingKey : undefined
}
