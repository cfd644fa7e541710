import { VARIANT_RULE_PREFIX } from '@halyard/schema'
import { type CompiledFlagSet, flagOf } from '../compile-flag-set.ts'
import { readOwn } from '../read-path.ts'
import { ruleReferences } from './rule-references.ts'

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
 * Each rule is looked at once, up to the depth that rules may have, also for several flags and revisions.
 *
 * @example
 * referencesOf(compiled, 'swiss-offer').attributes // ['address.country', 'plan']
 */
export function referencesOf(compiled: CompiledFlagSet, flagKey: string): FlagReferences {
  const attributes = new Set<string>()
  const flagKeys = new Set<string>()
  const evaluators = new Set<string>()
  const seen = new Set<string>()
  // rules whose references are still to be listed; the list grows while it is gone through
  const rules: { readonly rule: unknown; readonly hasContext: boolean }[] = [
    { rule: targetingOf(compiled, flagKey), hasContext: true },
  ]
  let usesTime = false
  let usesTargetingKey = false

  function follow(name: string, hasContext: boolean): void {
    const place = `${hasContext} ${name}`
    if (seen.has(place)) return
    seen.add(place)
    evaluators.add(name)
    rules.push({ rule: sharedRule(compiled, name), hasContext })
    if (!name.startsWith(VARIANT_RULE_PREFIX)) return
    const key = name.slice(VARIANT_RULE_PREFIX.length)
    if (flagKeys.has(key)) return
    flagKeys.add(key)
    rules.push({ rule: targetingOf(compiled, key), hasContext })
  }

  for (const { rule, hasContext } of rules) {
    const own = ruleReferences(rule, hasContext)
    for (const attribute of own.attributes) attributes.add(attribute)
    for (const { name, hasContext: hasStill } of own.rules) follow(name, hasStill)
    usesTime ||= own.usesTime
    usesTargetingKey ||= own.usesTargetingKey
  }
  return {
    attributes: [...attributes].sort(),
    evaluators: [...evaluators].sort(),
    flags: [...flagKeys].sort(),
    usesTime,
    usesTargetingKey,
  }
}

function targetingOf(compiled: CompiledFlagSet, flagKey: string): unknown {
  return readOrNothing(() => flagOf(compiled, flagKey)?.targeting)
}

function sharedRule({ base }: CompiledFlagSet, name: string): unknown {
  return readOrNothing(() => readOwn(base.$evaluators, name))
}

/** What a getter or a proxy does not give, in a set that nobody parsed, refers to nothing. */
function readOrNothing(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return undefined
  }
}
