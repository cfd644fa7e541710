import { MAX_TOTAL_WEIGHT } from './flag-set-limits.ts'
import type { IssueCollector } from './issue-collector.ts'
import { joinPointer } from './json-pointer.ts'
import { isJsonObject } from './json-value.ts'

/**
 * Warns of a `fractional` that cannot split its subjects as written.
 *
 * @param operands at least one: an optional bucketing value, then `[variant, weight]` pairs.
 */
export function checkFractional(operands: readonly unknown[], pointer: string, issues: IssueCollector): void {
  const hasBucketingValue = !Array.isArray(operands[0])
  if (hasBucketingValue && !isJsonObject(operands[0])) {
    const fix = 'Write {"var": …}: a constant puts everybody into the same bucket. Or leave it out.'
    issues.warning(joinPointer(pointer, 0), operands[0], 'a rule that gives the bucketing value', fix)
  }
  const firstBucket = hasBucketingValue ? 1 : 0
  let total = 0
  let isComputed = false
  for (const [offset, bucket] of operands.slice(firstBucket).entries()) {
    const place = joinPointer(pointer, firstBucket + offset)
    if (!Array.isArray(bucket) || bucket.length < 1 || bucket.length > 2) {
      const fix = 'Write each bucket as [variant, weight], or [variant] for the weight 1.'
      issues.warning(place, bucket, 'a list of a variant and a weight', fix)
      continue
    }
    if (Array.isArray(bucket[0])) {
      const fix = 'Name the variant: the result is null for everybody until then.'
      issues.warning(joinPointer(place, 0), bucket[0], 'the name of a variant, or a rule', fix)
    }
    const weight: unknown = bucket.length === 1 ? 1 : bucket[1]
    if (isJsonObject(weight)) isComputed = true
    else if (Number.isInteger(weight) && (weight as number) >= 0) total += weight as number
    else {
      const fix = 'Write a whole number from 0 up; weights are relative, they need not add up to 100.'
      issues.warning(joinPointer(place, 1), weight, 'a whole number of at least 0', fix)
    }
  }
  if (total > MAX_TOTAL_WEIGHT) {
    const fix = 'Divide all weights by the same number: the result is null until then.'
    issues.warning(pointer, total, `weights that sum up to at most ${MAX_TOTAL_WEIGHT}`, fix)
  } else if (total === 0 && !isComputed) {
    const fix = 'Give a bucket a weight: the result is always null until then.'
    issues.warning(pointer, total, 'weights that sum up to at least 1', fix)
  }
}
