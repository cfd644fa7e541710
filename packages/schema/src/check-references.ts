import type { RuleOutline } from './check-rule.ts'
import { dependencyOrder } from './dependency-order.ts'
import { MAX_NESTING_DEPTH, MAX_RULE_SIZE } from './flag-set-limits.ts'
import { type IssueCollector, suggestName } from './issue-collector.ts'

/** How large a rule is with all its references put in place; a reference is a level and a part of its own. */
interface ResolvedExtent {
  readonly depth: number
  readonly size: number
}

/** A rule with the place where it stands. */
export interface PlacedRule {
  readonly pointer: string
  readonly outline: RuleOutline
}

/**
 * Warns of references to nothing, of shared rules that lead in a circle, and of rules that grow beyond the limits
 * once their references are put in place.
 *
 * @param shared the shared rules by name. @param targeting the flags' own rules.
 */
export function checkReferences(
  shared: ReadonlyMap<string, PlacedRule>,
  targeting: readonly PlacedRule[],
  issues: IssueCollector,
): void {
  const resolved = resolveShared(shared)
  for (const [name, { pointer }] of shared) {
    if (resolved.has(name)) continue
    const fix = 'Break the circle: flags that use this rule answer PARSE_ERROR until then.'
    issues.warning(pointer, `"${name}", which leads back to itself`, 'a rule that can be resolved', fix)
  }
  const names = [...shared.keys()]
  for (const { pointer, outline } of [...shared.values(), ...targeting]) {
    for (const reference of outline.references) {
      if (shared.has(reference.name)) continue
      const fix = suggestName(reference.name, names, 'Add the rule to "$evaluators", or name another one.')
      issues.warning(reference.pointer, reference.name, 'the name of a shared rule', fix)
    }
    const { depth, size } = extentOf(outline, resolved)
    if (depth <= MAX_NESTING_DEPTH && size <= MAX_RULE_SIZE) continue
    const found = `${size} parts, ${depth} deep, with references in place`
    const expected = `at most ${MAX_RULE_SIZE} parts, ${MAX_NESTING_DEPTH} deep`
    issues.warning(pointer, found, expected, 'Split or flatten the rule: it answers PARSE_ERROR until then.')
  }
}

/** Measures every shared rule that can be resolved. What it leaves out lies on a circle or leads into one. */
function resolveShared(shared: ReadonlyMap<string, PlacedRule>): Map<string, ResolvedExtent> {
  const dependencies = new Map<string, readonly string[]>()
  for (const [name, { outline }] of shared) {
    dependencies.set(
      name,
      outline.references.map((reference) => reference.name),
    )
  }
  const resolved = new Map<string, ResolvedExtent>()
  for (const name of dependencyOrder(dependencies)) {
    const rule = shared.get(name)
    if (rule) resolved.set(name, extentOf(rule.outline, resolved))
  }
  return resolved
}

function extentOf(outline: RuleOutline, resolved: ReadonlyMap<string, ResolvedExtent>): ResolvedExtent {
  let { depth, size } = outline
  for (const reference of outline.references) {
    const target = resolved.get(reference.name)
    if (!target) continue
    depth = Math.max(depth, reference.depth + 1 + target.depth)
    size += target.size
  }
  return { depth, size }
}
