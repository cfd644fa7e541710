import { dependencyOrder } from '../dependency-order.ts'
import type { Flag, FlagSet, TargetingRule } from '../flag-set.ts'
import { MAX_RULE_SIZE } from '../flag-set-limits.ts'
import { isJsonObject, type JsonScalar } from '../json-value.ts'
import { bindRule } from './bind-rule.ts'
import { PREREQUISITES, type Prerequisite, readPrerequisites, VARIANT_RULE_PREFIX } from './prerequisite.ts'

/** How many parts one flag set may get in all; it bounds the time and the size of the result. */
const MAX_ADDED_SIZE = 10 * MAX_RULE_SIZE

/** The rule of a flag whose variant cannot be known: it stands for the name, so that the reference leads somewhere. */
const NO_RULE: TargetingRule = { if: [true, null] }

/** What a flag gives, as others can refer to it. */
interface KnownVariant {
  readonly rule: TargetingRule
  /** The variants that targeting can name; none where the flag can meet no prerequisite. */
  readonly variants: object
  /** The variant where targeting gives `null`. */
  readonly defaultVariant?: string | null | undefined
}

const UNKNOWN: KnownVariant = { rule: NO_RULE, variants: {} }

/**
 * Turns `x-prerequisites` into targeting that every evaluator of the format understands, see SPEC.md of
 * `@halyard/evaluator`, rules P1 to P6. For each flag that is named, a shared rule `x-variant-of:<key>` says what its
 * targeting gives; the flags that name it ask that rule first.
 *
 * @param flagSet best from `parseFlagSet`, which warns of everything that keeps a prerequisite from ever being met.
 * It is not changed.
 * @returns the very flag set where no flag has prerequisites; so what was lowered is not lowered again.
 * @example lowerPrerequisites(result.flagSet) // before it is served
 */
export function lowerPrerequisites(flagSet: FlagSet): FlagSet {
  const prerequisites = new Map<string, readonly (Prerequisite | undefined)[]>()
  for (const [key, flag] of Object.entries(flagSet.flags)) {
    const listed = readPrerequisites(flag)
    if (listed.length > 0) prerequisites.set(key, listed)
  }
  if (prerequisites.size === 0) return flagSet

  const flags = new Map(Object.entries(flagSet.flags))
  const rules = new Map(Object.entries(flagSet.$evaluators ?? {}))
  const known = describeVariants(flags, rules, prerequisites)
  for (const [key, listed] of prerequisites) {
    const flag = flags.get(key)
    if (flag) flags.set(key, lowerFlag(flag, listed, known))
  }
  for (const [key, { rule }] of known) rules.set(VARIANT_RULE_PREFIX + key, rule)
  // fromEntries defines properties, so that a flag named "__proto__" is a flag like any other
  return { ...flagSet, flags: Object.fromEntries(flags), $evaluators: Object.fromEntries(rules) }
}

/** Says of each flag that is named what it gives, the flags it depends on before it. */
function describeVariants(
  flags: ReadonlyMap<string, Flag>,
  shared: ReadonlyMap<string, TargetingRule>,
  prerequisites: ReadonlyMap<string, readonly (Prerequisite | undefined)[]>,
): ReadonlyMap<string, KnownVariant> {
  const dependencies = new Map<string, readonly string[]>()
  for (const [key, listed] of prerequisites) {
    const named = listed.flatMap((prerequisite) => prerequisite?.flag ?? [])
    dependencies.set(key, named)
    for (const flag of named) if (!prerequisites.has(flag)) dependencies.set(flag, [])
  }
  const named = new Set([...dependencies.values()].flat())
  const known = new Map<string, KnownVariant>()
  const findRule = (name: string) =>
    name.startsWith(VARIANT_RULE_PREFIX)
      ? (known.get(name.slice(VARIANT_RULE_PREFIX.length))?.rule ?? shared.get(name))
      : shared.get(name)
  let leftSize = MAX_ADDED_SIZE

  for (const key of dependencyOrder(dependencies)) {
    const flag = flags.get(key)
    if (!named.has(key) || !isUsable(flag)) continue
    const { variants, defaultVariant } = flag
    const { targeting } = lowerFlag(flag, prerequisites.get(key) ?? [], known)
    if (!hasRule(targeting)) {
      known.set(key, { rule: { if: [true, defaultVariant || null] }, variants, defaultVariant })
      continue
    }
    const { rule, size } = bindRule(targeting, key, findRule, leftSize)
    leftSize -= size
    if (rule !== undefined) known.set(key, { rule: rule as TargetingRule, variants, defaultVariant })
  }
  for (const key of named) if (!known.has(key)) known.set(key, UNKNOWN)
  return known
}

/** Whether a flag answers with variants at all. */
function isUsable(flag: Flag | undefined): flag is Flag {
  if (!isJsonObject(flag) || flag.state !== 'ENABLED' || !isJsonObject(flag.variants)) return false
  return !flag.defaultVariant || Object.hasOwn(flag.variants, flag.defaultVariant as string)
}

function hasRule(targeting: unknown): targeting is TargetingRule {
  return Boolean(targeting) && Object.keys(targeting as object).length > 0
}

function lowerFlag(
  flag: Flag,
  listed: readonly (Prerequisite | undefined)[],
  known: ReadonlyMap<string, KnownVariant>,
): Flag {
  const { [PREREQUISITES]: _, ...lowered } = flag
  // without a rule, the flag gives its default variant either way
  if (listed.length === 0 || !hasRule(flag.targeting)) return lowered
  const conditions = listed.map((prerequisite) => conditionOf(prerequisite, known))
  const [first, ...others] = conditions
  const isMet = others.length > 0 ? { and: conditions } : (first as TargetingRule)
  return { ...lowered, targeting: { if: [isMet, flag.targeting, null] } }
}

function conditionOf(
  prerequisite: Prerequisite | undefined,
  known: ReadonlyMap<string, KnownVariant>,
): TargetingRule {
  if (!prerequisite) return false
  const { variants, defaultVariant } = known.get(prerequisite.flag) ?? UNKNOWN
  const results = prerequisite.variants
    .filter((variant) => Object.hasOwn(variants, variant))
    .flatMap((variant) =>
      variant === defaultVariant ? [...resultsNaming(variant), null] : resultsNaming(variant),
    )
  return { in: [{ $ref: VARIANT_RULE_PREFIX + prerequisite.flag }, results] }
}

/** What targeting can give to name a variant: `true` names the variant `"true"`, 1 the variant `"1"`. */
function resultsNaming(variant: string): readonly JsonScalar[] {
  if (variant === 'true' || variant === 'false') return [variant, variant === 'true']
  const number = Number(variant)
  return Number.isFinite(number) && String(number) === variant ? [variant, number] : [variant]
}
