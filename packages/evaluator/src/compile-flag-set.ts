import { applyFlagSetChanges, type Flag, type FlagSet, type FlagSetChanges } from '@halyard/schema'
import { type CompiledFlag, compileFlag } from './compile-flag.ts'
import type { CompiledRule } from './compile-rule.ts'
import { readOwn } from './read-path.ts'

/** A flag that changed, `null` where it was removed; and compiled, once it was evaluated. */
interface ChangedFlag {
  readonly flag: Flag | null
  compiled?: CompiledFlag
}

/**
 * A flag set that is ready to be evaluated. A flag is compiled when it is evaluated for the first time and stays
 * compiled; nothing else about it changes. All but `flagSet` is for the evaluator alone.
 */
export class CompiledFlagSet {
  /** The set but for `changed`. */
  declare readonly base: FlagSet
  /** The flags of `base` that were asked for so far, shared by all sets with this base. */
  declare readonly flags: Map<string, CompiledFlag>
  /** The shared rules that were compiled so far. */
  declare readonly rules: Map<string, CompiledRule>
  /** The flags that are not as in the base. */
  declare readonly changed: ReadonlyMap<string, ChangedFlag>

  constructor(
    base: FlagSet,
    flags = new Map<string, CompiledFlag>(),
    rules = new Map<string, CompiledRule>(),
    changed: ReadonlyMap<string, ChangedFlag> = new Map(),
  ) {
    this.base = base
    this.flags = flags
    this.rules = rules
    this.changed = changed
  }

  /** What it was compiled from, put together whenever it is asked for. */
  get flagSet(): FlagSet {
    const entries = [...this.changed].map(([key, { flag }]) => [key, flag])
    return entries.length > 0
      ? applyFlagSetChanges(this.base, { flags: Object.fromEntries(entries) })
      : this.base
  }
}

/**
 * Makes a flag set ready to be evaluated. Costs the same for one flag as for 100,000. Total, as is whatever takes the
 * result: of a set that nobody parsed, what cannot be used or read costs nothing but itself.
 *
 * @param flagSet best from `parseFlagSet`. It must not change any more.
 * @example const compiled = compileFlagSet({ flags: { beta: { state: 'ENABLED', variants: { on: true } } } })
 */
export function compileFlagSet(flagSet: FlagSet): CompiledFlagSet {
  return new CompiledFlagSet(flagSet ?? {})
}

/**
 * Goes from one revision to the next. Flags that neither changed nor refer to a changed shared rule, directly or
 * through others, stay compiled; new metadata or another bucketing makes all flags be compiled again.
 * Where nothing but flags changed, it costs as much as there are flags that changed since the set was compiled, however
 * many there are in all.
 *
 * @returns a new compiled set; the one it was made from goes on answering as before. Throws only what reading the
 * changes or the set throws.
 * @example recompile(compiled, { flags: { beta: null } }) // without the flag "beta"
 */
export function recompile(compiled: CompiledFlagSet, changes: FlagSetChanges): CompiledFlagSet {
  const { flags, ...others } = changes
  const { base, changed, rules } = compiled
  const slots = Object.entries(flags ?? {}).map(([key, flag]) => [key, { flag }] as const)
  if (Object.keys(others).length === 0) {
    return new CompiledFlagSet(base, compiled.flags, rules, new Map([...changed, ...slots]))
  }
  const known = [...changed].map(([key, flag]) => [key, flag.compiled] as const)
  return new CompiledFlagSet(
    applyFlagSetChanges(compiled.flagSet, others),
    keepUntouched(new Map([...compiled.flags, ...known]), others),
    keepUntouched(rules, others),
    new Map(slots),
  )
}

/** What was compiled and neither refers to a rule that changes nor has a fault, which any rule may heal. */
function keepUntouched<T extends CompiledFlag | CompiledRule>(
  entries: ReadonlyMap<string, T | undefined>,
  { $evaluators, ...ofAll }: FlagSetChanges,
): Map<string, T> {
  const kept = new Map<string, T>()
  // everything else concerns every flag
  for (const [name, entry] of Object.keys(ofAll).length > 0 ? [] : entries) {
    if (entry && !entry.what && !Object.keys($evaluators ?? {}).some((rule) => entry.uses?.has(rule)))
      kept.set(name, entry)
  }
  return kept
}

/**
 * The keys of all flags, in the order of the set; those that changes added come last. Total: none where there are no flags
 * that can be listed.
 *
 * @example flagKeys(compiled) // ['beta', 'checkout']
 */
export function flagKeys({ base, changed }: CompiledFlagSet): readonly string[] {
  const keys = new Set<string>()
  try {
    for (const key of Object.keys(base.flags)) keys.add(key)
  } catch {
    // what stands there has no keys, or is a getter or a proxy
  }
  for (const [key, { flag }] of changed) {
    if (flag) keys.add(key)
    else keys.delete(key)
  }
  return [...keys]
}

/**
 * A flag as it was given, `undefined` where the set has none. Costs the same for one flag as for 100,000.
 *
 * @example flagOf(compiled, 'beta')?.variants
 */
export function flagOf({ base, changed }: CompiledFlagSet, flagKey: string): Flag | undefined {
  const slot = changed.get(flagKey)
  try {
    return (slot ? slot.flag : readOwn<Flag>(base.flags, flagKey)) ?? undefined
  } catch {
    // a getter or a proxy, in a set that nobody parsed
    return undefined
  }
}

/** The compiled flag of that key, compiled now if it never was; `undefined` where the set has none. */
export function findFlag(set: CompiledFlagSet, flagKey: string): CompiledFlag | undefined {
  const { base, changed, flags, rules } = set
  // most sets are as they were loaded, and even an empty map takes time to ask
  const slot = changed.size > 0 ? changed.get(flagKey) : undefined
  let compiled = slot ? slot.compiled : flags.get(flagKey)
  const flag = !compiled && flagOf(set, flagKey)
  if (flag) {
    compiled = compileFlag(flagKey, flag, base, rules)
    if (slot) slot.compiled = compiled
    else flags.set(flagKey, compiled)
  }
  return compiled
}
