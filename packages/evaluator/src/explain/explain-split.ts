import type { EvaluationScope } from '../logic.ts'
import { murmur3 } from '../murmur3.ts'
import { placeOf, shareOut, targetingKeyOf, totalOf } from '../operators/split-operator.ts'
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
  const hashed = isShorthand ? keyWithFlag(targetingKeyOf(data), scope) : head
  const shares = shareOut(isShorthand ? values : values.slice(1))
  if (typeof hashed !== 'string' || !shares) return undefined
  const total = totalOf(shares)
  const ranges = shares.slice(0, MAX_EXPLAINED_PARTS).map(({ value, end }, index) => ({
    variant: clipValue(value),
    from: shares[index - 1]?.end ?? 0,
    to: end,
  }))
  return { hashed: clipText(hashed), bucket: placeOf(murmur3(hashed), total), total, ranges }
}

function keyWithFlag(targetingKey: unknown, { flagKey }: EvaluationScope): string | undefined {
  return typeof targetingKey === 'string' && targetingKey !== '' ? flagKey + targetingKey : undefined
}
