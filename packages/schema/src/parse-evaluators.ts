import { admitCount, admitExtent } from './admit-extent.ts'
import type { PlacedRule } from './check-references.ts'
import { checkRule } from './check-rule.ts'
import type { TargetingRule } from './flag-set.ts'
import { MAX_EVALUATORS } from './flag-set-limits.ts'
import type { IssueCollector } from './issue-collector.ts'
import { joinPointer } from './json-pointer.ts'
import { isJsonObject } from './json-value.ts'

/**
 * Judges the shared rules (`$evaluators`), each on its own.
 *
 * @param placed receives the outline of every shared rule that is within the limits.
 * @returns those rules: the same object when all are; `undefined` where there is no object of rules.
 */
export function parseEvaluators(
  input: unknown,
  placed: Map<string, PlacedRule>,
  issues: IssueCollector,
): { readonly [name: string]: TargetingRule } | undefined {
  const pointer = '/$evaluators'
  if (!isJsonObject(input)) {
    issues.error(
      pointer,
      input,
      'an object of rules by name',
      'Write "$evaluators" as an object, or remove it.',
    )
    return undefined
  }
  const entries = Object.entries(input)
  if (!admitCount(entries.length, MAX_EVALUATORS, pointer, issues)) return undefined
  const valid = entries.filter(([name, rule]) => {
    const place = joinPointer(pointer, name)
    if (!admitExtent(rule, place, issues)) return false
    if (name === '') issues.warning(place, name, 'a name of at least one character', 'Name the rule.')
    placed.set(name, placeRule(rule, place, issues))
    return true
  })
  return (valid.length === entries.length ? input : Object.fromEntries(valid)) as {
    readonly [name: string]: TargetingRule
  }
}

/** Checks a rule that is within the limits and keeps its place, so that its references can be checked later. */
export function placeRule(rule: unknown, pointer: string, issues: IssueCollector): PlacedRule {
  if (!isJsonObject(rule)) {
    issues.warning(pointer, rule, 'a rule', 'Write an object with one operator, or remove the rule.')
  }
  return { pointer, outline: checkRule(rule, pointer, issues) }
}
