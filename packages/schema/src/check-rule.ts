import { checkFractional } from './check-fractional.ts'
import { type IssueCollector, suggestName } from './issue-collector.ts'
import { joinPointer } from './json-pointer.ts'
import { isJsonObject } from './json-value.ts'
import { ownSize } from './own-size.ts'
import { type OperatorArity, RULE_OPERATORS, VERSION_COMPARISONS } from './rule-operators.ts'
import { parseSemanticVersion } from './semantic-version.ts'

/** The measures of one rule on its own, and the rules that it names. */
export interface RuleOutline {
  /** How many operators and lists stand inside each other. */
  readonly depth: number
  /** How many operators and lists there are, long lists and texts counted as more, see {@link ownSize}. */
  readonly size: number
  readonly references: readonly RuleReference[]
}

/** A `{"$ref": name}` within a rule. */
export interface RuleReference {
  readonly name: string
  readonly pointer: string
  /** How many operators and lists the reference stands in. */
  readonly depth: number
}

/**
 * Warns of everything in a targeting rule that cannot be meant as it is written. References are collected, not
 * followed.
 *
 * @param rule a JSON value that is nested no deeper than `MAX_NESTING_DEPTH`: this function calls itself.
 */
export function checkRule(rule: unknown, pointer: string, issues: IssueCollector): RuleOutline {
  const references: RuleReference[] = []
  let deepest = 0
  let size = 0

  function visit(part: unknown, place: string, depth: number): void {
    size += ownSize(part)
    if (typeof part !== 'object' || part === null) return
    deepest = Math.max(deepest, depth + 1)
    if (!isJsonObject(part)) {
      visitAll(part, place, depth + 1)
      return
    }
    const [operator, ...others] = Object.keys(part)
    if (operator === undefined) return
    if (others.length > 0) {
      issues.warning(
        place,
        part,
        'one operator',
        'Split the object: with several keys it is a value, not a rule.',
      )
    } else if (operator === '$ref') visitReference(part.$ref, joinPointer(place, operator), depth)
    else visitOperation(operator, part[operator], place, depth)
  }

  function visitAll(parts: unknown, place: string, depth: number): void {
    if (!Array.isArray(parts)) visit(parts, place, depth)
    else for (const [index, part] of parts.entries()) visit(part, joinPointer(place, index), depth)
  }

  function visitReference(name: unknown, place: string, depth: number): void {
    if (typeof name === 'string') references.push({ name, pointer: place, depth })
    else issues.warning(place, name, 'the name of a shared rule', 'Name an entry of "$evaluators".')
  }

  function visitOperation(operator: string, operand: unknown, place: string, depth: number): void {
    const operandPlace = joinPointer(place, operator)
    const arity = Object.hasOwn(RULE_OPERATORS, operator) ? RULE_OPERATORS[operator] : undefined
    if (!arity) {
      const fix = suggestName(operator, Object.keys(RULE_OPERATORS), 'Use an operator of JSONLogic or flagd.')
      issues.warning(operandPlace, operator, 'an operator', `${fix} Until then the flag answers PARSE_ERROR.`)
    } else checkOperands(operator, arity, operand, operandPlace, issues)
    visitAll(operand, operandPlace, depth + 1)
  }

  visit(rule, pointer, 0)
  return { depth: deepest, size, references }
}

function checkOperands(
  operator: string,
  arity: OperatorArity,
  operand: unknown,
  pointer: string,
  issues: IssueCollector,
): void {
  const operands = Array.isArray(operand) ? operand : [operand]
  const { min, max } = arity
  if (operands.length < min || operands.length > max) {
    const count =
      min === max ? `${min}` : max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`
    const fix = `Give "${operator}" ${count} ${count === '1' ? 'argument' : 'arguments'}; there are ${operands.length}.`
    issues.warning(pointer, operand, `${count} ${count === '1' ? 'argument' : 'arguments'}`, fix)
    return
  }
  if (operator === 'var') checkPath(operands[0], pointer, issues)
  else if (operator === 'fractional') checkFractional(operands, pointer, issues)
  else if (operator === 'sem_ver') checkVersions(operands, pointer, issues)
  else if (operator === 'starts_with' || operator === 'ends_with') checkTexts(operands, pointer, issues)
}

const INJECTED_PATHS = ['$flagd.flagKey', '$flagd.timestamp']

function checkPath(path: unknown, pointer: string, issues: IssueCollector): void {
  if (typeof path !== 'string' || !path.startsWith('$flagd.') || INJECTED_PATHS.includes(path)) return
  const fix = suggestName(path, INJECTED_PATHS, 'Under "$flagd" there are "flagKey" and "timestamp" only.')
  issues.warning(pointer, path, INJECTED_PATHS.join(' or '), fix)
}

function checkTexts(operands: readonly unknown[], pointer: string, issues: IssueCollector): void {
  for (const [index, operand] of operands.entries()) {
    if (typeof operand === 'string' || isJsonObject(operand)) continue
    const fix = 'Write a string: with anything else the result is always null.'
    issues.warning(joinPointer(pointer, index), operand, 'a string or a rule', fix)
  }
}

function checkVersions(operands: readonly unknown[], pointer: string, issues: IssueCollector): void {
  for (const [index, operand] of operands.entries()) {
    if (isJsonObject(operand)) continue
    const place = joinPointer(pointer, index)
    if (index === 1) {
      if (VERSION_COMPARISONS.includes(operand as string)) continue
      const expected = `one of ${VERSION_COMPARISONS.join(' ')}`
      issues.warning(place, operand, expected, 'Choose a comparison: without one the result is always null.')
    } else if (
      (typeof operand !== 'string' && typeof operand !== 'number') ||
      !parseSemanticVersion(`${operand}`)
    ) {
      const fix = 'Write a version like "1.4.0": with anything else the result is always null.'
      issues.warning(place, operand, 'a semantic version or a rule', fix)
    }
  }
}
