import { MAX_NESTING_DEPTH, MAX_RULE_SIZE } from '../flag-set-limits.ts'
import { ownSize } from '../own-size.ts'
import { ELEMENT_OPERATORS, type RuleOperation, readOperation } from '../rule-operation.ts'
import { RULE_OPERATORS } from '../rule-operators.ts'

/** How deep a bound rule may be nested: half of what is allowed, the other half is for the rules it is put into. */
const MAX_DEPTH = MAX_NESTING_DEPTH / 2

const FLAG_KEY_PATH = '$flagd.flagKey'

/** The targeting key where a shorthand split can use it, which is a string of at least one character; else `null`. */
const USABLE_TARGETING_KEY = {
  and: [{ '===': [{ var: 'targetingKey' }, { cat: [{ var: 'targetingKey' }] }] }, { var: 'targetingKey' }],
}

/** A rule that gives the same in the targeting of every flag. */
export interface BoundRule {
  /** `undefined` where the rule cannot be bound. */
  readonly rule: unknown
  /** How many parts were looked at, by {@link ownSize}. */
  readonly size: number
}

/**
 * Binds a rule to its flag: references are put in place, splits that hash the flag's key say so, and `$flagd.flagKey`
 * becomes the key itself.
 *
 * @param findRule gives a shared rule, `undefined` where there is none.
 * @param maxSize how many parts it may have.
 * @returns no rule for one that no flag can use, that is larger or deeper than the limits, or that takes the flag's key
 * apart (`$flagd.flagKey.length`).
 */
export function bindRule(
  rule: unknown,
  flagKey: string,
  findRule: (name: string) => unknown,
  maxSize: number,
): BoundRule {
  const limit = Math.min(maxSize, MAX_RULE_SIZE)
  let size = 0
  let isUsable = true

  /** @param hasContext whether data is the evaluation context here, and not the element of a list. */
  function bind(part: unknown, depth: number, hasContext: boolean): unknown {
    size += ownSize(part)
    if (depth > MAX_DEPTH || size > limit) return refuse()
    if (typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) return bindAll(part, depth + 1, () => hasContext)
    const operation = readOperation(part)
    return operation ? bindOperation(part, operation, depth + 1, hasContext) : part
  }

  function bindAll(
    parts: readonly unknown[],
    depth: number,
    hasContext: (index: number) => boolean,
  ): readonly unknown[] {
    const bound = parts.map((part, index) => (isUsable ? bind(part, depth, hasContext(index)) : null))
    return bound.every((part, index) => part === parts[index]) ? parts : bound
  }

  function bindOperation(
    part: object,
    { operator, operands, isList }: RuleOperation,
    depth: number,
    hasContext: boolean,
  ): unknown {
    if (operator === '$ref') {
      const shared = findRule(String(operands[0]))
      return shared === undefined ? refuse() : bind(shared, depth, hasContext)
    }
    if (!Object.hasOwn(RULE_OPERATORS, operator)) return refuse()
    const isElementRule = (index: number) => index === 1 && ELEMENT_OPERATORS.includes(operator)
    const bound = bindAll(operands, depth + 1, (index) => hasContext && !isElementRule(index))
    if (operator === 'fractional' && Array.isArray(bound[0])) {
      return { fractional: [bucketingValue(flagKey), ...bound] }
    }
    const written = bound === operands ? part : { [operator]: isList ? bound : bound[0] }
    return operator === 'var' && hasContext ? bindVariable(bound[0], written) : written
  }

  function bindVariable(path: unknown, variable: object): unknown {
    if (path === FLAG_KEY_PATH) return flagKey
    if (typeof path === 'string' && path.startsWith(`${FLAG_KEY_PATH}.`)) return refuse()
    return readOperation(path) ? { if: [{ '===': [path, FLAG_KEY_PATH] }, flagKey, variable] } : variable
  }

  function refuse(): null {
    isUsable = false
    return null
  }

  const bound = bind(rule, 0, true)
  return { rule: isUsable ? bound : undefined, size }
}

/** What a split in shorthand hashes, written out. */
function bucketingValue(flagKey: string): unknown {
  return { if: [USABLE_TARGETING_KEY, { cat: [flagKey, { var: 'targetingKey' }] }, null] }
}
