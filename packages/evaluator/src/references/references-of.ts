import {
  ELEMENT_OPERATORS,
  MAX_NESTING_DEPTH,
  type RuleOperation,
  readOperation,
  VARIANT_RULE_PREFIX,
} from '@halyard/schema'
import type { CompiledFlagSet } from '../compile-flag-set.ts'
import { isScalar } from '../logic.ts'
import { splitPath } from '../read-path.ts'

/** Everything that the answer of a flag can depend on. All lists are sorted and without repetition. */
export interface FlagReferences {
  /**
   * The attributes of the evaluation context, as dotted paths: `address.country`. `*` stands for any attribute: a rule
   * computes a path, or looks at the whole context. The targeting key is not among them.
   */
  readonly attributes: readonly string[]
  /** The names of the shared rules, those that shared rules refer to included. */
  readonly evaluators: readonly string[]
  /** The keys of the flags that are prerequisites of it, or of its prerequisites. */
  readonly flags: readonly string[]
  readonly usesTime: boolean
  readonly usesTargetingKey: boolean
}

/**
 * Lists what the targeting of a flag refers to, whether it is reached in an evaluation or not, whatever the flag's state.
 * Total: an unknown flag refers to nothing, and a rule that cannot be used to whatever can be found in it.
 * Each rule is looked at once, up to the depth that rules may have.
 *
 * @example
 * referencesOf(compiled, 'swiss-offer').attributes // ['address.country', 'plan']
 */
export function referencesOf(compiled: CompiledFlagSet, flagKey: string): FlagReferences {
  const { flags, $evaluators = {} } = compiled.flagSet
  const attributes = new Set<string>()
  const flagKeys = new Set<string>()
  const seen = new Set<string>()
  const evaluators = new Set<string>()
  // rules whose references are still to be listed; the set grows while it is gone through
  const rules: { readonly rule: unknown; readonly hasContext: boolean }[] = [
    { rule: ownEntry(flags, flagKey)?.targeting, hasContext: true },
  ]
  let usesTime = false
  let usesTargetingKey = false

  function visit(part: unknown, depth: number, hasContext: boolean): void {
    if (isScalar(part) || depth > MAX_NESTING_DEPTH) return
    const operation = readOperation(part)
    if (!operation) {
      if (Array.isArray(part)) for (const inner of part) visit(inner, depth + 1, hasContext)
      return
    }
    const { operator, operands } = operation
    if (operator === '$ref') refer(String(operands[0]), hasContext)
    else if (hasContext) visitRead(operation)
    for (const [index, operand] of operands.entries()) {
      visit(operand, depth + 1, hasContext && !(index === 1 && ELEMENT_OPERATORS.includes(operator)))
    }
  }

  function visitRead({ operator, operands }: RuleOperation): void {
    const [first, ...others] = operands
    if (operator === 'var') read(first)
    else if (operator === 'missing') for (const path of Array.isArray(first) ? first : operands) read(path)
    else if (operator === 'missing_some') for (const path of others.flat()) read(path)
    // a computed first operand may turn out to be a list, which makes it the first bucket
    else if (operator === 'fractional' && typeof first !== 'string') usesTargetingKey = true
  }

  function read(path: unknown): void {
    const isComputed = !isScalar(path)
    const steps = isComputed ? [] : splitPath(path)
    const [root, step] = steps
    if (root === '$flagd') usesTime ||= step !== 'flagKey'
    else if (root === 'targetingKey') usesTargetingKey = true
    else attributes.add(steps.join('.') || '*')
    if (root !== undefined) return
    usesTargetingKey = true
    usesTime ||= isComputed
  }

  function refer(name: string, hasContext: boolean): void {
    const place = `${hasContext} ${name}`
    if (seen.has(place)) return
    seen.add(place)
    evaluators.add(name)
    rules.push({ rule: ownEntry($evaluators, name), hasContext })
    if (!name.startsWith(VARIANT_RULE_PREFIX)) return
    const key = name.slice(VARIANT_RULE_PREFIX.length)
    if (flagKeys.has(key)) return
    flagKeys.add(key)
    rules.push({ rule: ownEntry(flags, key)?.targeting, hasContext })
  }

  for (const { rule, hasContext } of rules) visit(rule, 0, hasContext)
  return {
    attributes: [...attributes].sort(),
    evaluators: [...evaluators].sort(),
    flags: [...flagKeys].sort(),
    usesTime,
    usesTargetingKey,
  }
}

function ownEntry<T>(entries: { readonly [key: string]: T } | null | undefined, key: string): T | undefined {
  return entries && Object.hasOwn(entries, key) ? entries[key] : undefined
}
