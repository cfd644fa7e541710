import type { TargetingRule } from '../flag-set.ts'
import type { JsonValue } from '../json-value.ts'
import { readOperation } from '../rule-operation.ts'

/**
 * What a rule gives to the rest: to those whom none of its conditions singles out. That is what stands behind the last
 * condition of an `if`, or the whole rule where it is absent or a split.
 *
 * @returns `null` where nothing stands there, so that the rest has the default variant; `undefined` where the rule has no
 * rest, because it decides for everybody.
 * @example restOf({ if: [{ $ref: 'staff' }, 'on', 'off'] }) // 'off'
 */
export function restOf(rule: TargetingRule | undefined): JsonValue | undefined {
  if (isNoRule(rule)) return null
  const operation = readOperation(rule)
  if (operation?.operator === 'fractional') return rule
  if (!operation || !isBranch(operation.operator, operation.operands)) return undefined
  const { operands } = operation
  if (operands.length % 2 === 0) return null
  const last = operands.at(-1) as JsonValue
  const inner = restOf(last)
  return inner === undefined || inner === null ? last : inner
}

/**
 * Gives something else to the rest, see {@link restOf}; what is for others stays as it is.
 *
 * @returns the rule as it is where it has no rest.
 * @example replaceRest({ if: [{ $ref: 'staff' }, 'on'] }, 'off') // { if: [{ $ref: 'staff' }, 'on', 'off'] }
 */
export function replaceRest(rule: TargetingRule | undefined, rest: JsonValue): TargetingRule | undefined {
  if (isNoRule(rule)) return rest
  const operation = readOperation(rule)
  if (operation?.operator === 'fractional') return rest
  if (!operation || !isBranch(operation.operator, operation.operands)) return rule
  const { operator } = operation
  const operands = operation.operands as readonly JsonValue[]
  if (operands.length % 2 === 0) return { [operator]: [...operands, rest] }
  const last = operands.at(-1)
  const isNested = restOf(last) !== undefined && !isNoRule(last)
  return { [operator]: [...operands.slice(0, -1), (isNested ? replaceRest(last, rest) : rest) as JsonValue] }
}

/** Whether a flag with this targeting gives everybody its default variant. */
export function isNoRule(rule: TargetingRule | undefined): boolean {
  return (
    rule === undefined || rule === null || (typeof rule === 'object' && !Array.isArray(rule) && isEmpty(rule))
  )
}

function isEmpty(rule: object): boolean {
  return Object.keys(rule).length === 0
}

function isBranch(operator: string, operands: readonly unknown[]): boolean {
  return (operator === 'if' || operator === '?:') && operands.length >= 2
}
