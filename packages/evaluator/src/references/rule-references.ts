import { ELEMENT_OPERATORS, MAX_NESTING_DEPTH, type RuleOperation, readOperation } from '@halyard/schema'
import { isScalar } from '../logic.ts'
import { splitPath } from '../read-path.ts'

/** What one rule refers to, without what the rules that it refers to do. */
export interface RuleReferences {
  /** Dotted paths of attributes, `*` for any. */
  readonly attributes: ReadonlySet<string>
  /** Shared rules by name, and whether their data is the evaluation context there. */
  readonly rules: readonly { readonly name: string; readonly hasContext: boolean }[]
  readonly usesTime: boolean
  readonly usesTargetingKey: boolean
}

/** Rules do not change, so each is looked at once: where its data is the context, and where it is an element of a list. */
const ofContext = new WeakMap<object, RuleReferences>()
const ofElement = new WeakMap<object, RuleReferences>()

const NOTHING: RuleReferences = { attributes: new Set(), rules: [], usesTime: false, usesTargetingKey: false }

/**
 * Lists what a rule refers to on its own, whether evaluation reaches it or not. Total; looks as deep as rules may be.
 *
 * @param rule whatever stands there.
 * @param hasContext whether its data is the evaluation context, so that the paths it reads are attributes.
 */
export function ruleReferences(rule: unknown, hasContext: boolean): RuleReferences {
  if (isScalar(rule)) return NOTHING
  const all = hasContext ? ofContext : ofElement
  const known = all.get(rule as object)
  if (known) return known
  const references = findReferences(rule, hasContext)
  all.set(rule as object, references)
  return references
}

function findReferences(rule: unknown, isOfContext: boolean): RuleReferences {
  const attributes = new Set<string>()
  const rules: { readonly name: string; readonly hasContext: boolean }[] = []
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
    if (operator === '$ref') rules.push({ name: String(operands[0]), hasContext })
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

  try {
    visit(rule, 0, isOfContext)
  } catch {
    // a getter or a proxy, in a set that nobody parsed: what was found before it is what can be found
  }
  return { attributes, rules, usesTime, usesTargetingKey }
}
