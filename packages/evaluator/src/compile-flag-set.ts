import { applyFlagSetChanges, type Flag, type FlagSet, type FlagSetChanges } from '@halyard/schema'
import { type CompiledFlag, compileFlag } from './compile-flag.ts'
import type { CompiledRule } from './compile-rule.ts'
import { readOwn } from './read-path.ts'

/** A flag as it is written, `null` where there is none any more; and compiled, once it was evaluated. */
interface FlagSlot {
  readonly flag: Flag | null
  compiled?: CompiledFlag
}

/**
 * A flag set that is ready to be evaluated. A flag is compiled when it is evaluated for the first time and stays
 * compiled; nothing else about it changes. All but `flagSet` is for the evaluator alone.
 */
export class CompiledFlagSet {
  /** The set but for `changed`. */
  readonly base: FlagSet
  /** The flags of `base` that were asked for so far, shared by all sets with this base. */
  readonly flags: Map<string, FlagSlot>
  /** The shared rules that were compiled so far. */
  readonly rules: Map<string, CompiledRule>
  /** The flags that are not as in the base. */
  readonly changed: ReadonlyMap<string, FlagSlot>
  private whole?: FlagSet

  constructor(
    base: FlagSet,
    flags = new Map<string, FlagSlot>(),
    rules = new Map<string, CompiledRule>(),
    changed: ReadonlyMap<string, FlagSlot> = new Map(),
  ) {
    this.base = base
    this.flags = flags
    this.rules = rules
    this.changed = changed
  }

  /** What it was compiled from, put together when it is asked for. */
  get flagSet(): FlagSet {
    this.whole ??= this.changed.size
      ? applyFlagSetChanges(this.base, {
          flags: Object.fromEntries([...this.changed].map(([key, { flag }]) => [key, flag])),
        })
      : this.base
    return this.whole
  }
}

/**
 * Makes a flag set ready to be evaluated. Costs the same for one flag as for 100,000.
 *
 * @param flagSet best from `parseFlagSet`. It must not change any more.
 * @example const compiled = compileFlagSet({ flags: { beta: { state: 'ENABLED', variants: { on: true } } } })
 */
export function compileFlagSet(flagSet: FlagSet): CompiledFlagSet {
  return new CompiledFlagSet(flagSet)
}

/**
 * Goes from one revision to the next. Flags that neither changed nor refer to a changed shared rule, directly or
 * through others, stay compiled; new metadata of the set makes all flags be compiled again, since each carries it.
 * Where nothing but flags changed, it costs as much as there are flags that changed since the set was compiled, however
 * many there are in all.
 *
 * @returns a new compiled set; the one it was made from goes on answering as before.
 * @example recompile(compiled, { flags: { beta: null } }) // without the flag "beta"
 */
export function recompile(compiled: CompiledFlagSet, changes: FlagSetChanges): CompiledFlagSet {
  const { flags = {}, $evaluators = {}, metadata } = changes
  const { base, rules } = compiled
  const changedRules = Object.keys($evaluators)
  if (changedRules.length === 0 && metadata === undefined) {
    const slots = Object.entries(flags).map(([key, flag]) => [key, { flag }] as const)
    return new CompiledFlagSet(base, compiled.flags, rules, new Map([...compiled.changed, ...slots]))
  }
  const next = compileFlagSet(applyFlagSetChanges(compiled.flagSet, changes))
  const isUntouched = (rule?: CompiledRule): boolean => !changedRules.some((name) => rule?.uses.has(name))
  for (const [name, rule] of rules) {
    if (!changedRules.includes(name) && isUntouched(rule)) next.rules.set(name, rule)
  }
  for (const [key, slot] of metadata === undefined ? [...compiled.flags, ...compiled.changed] : []) {
    // a flag with a fault may be healed by any rule
    const isKept = slot.compiled && !slot.compiled.fault && isUntouched(slot.compiled.rule)
    if (isKept && !Object.hasOwn(flags, key)) next.flags.set(key, slot)
  }
  return next
}

/**
 * The keys of all flags, in the order of the set.
 *
 * @example flagKeys(compiled) // ['beta', 'checkout']
 */
export function flagKeys(compiled: CompiledFlagSet): readonly string[] {
  return Object.keys(compiled.flagSet.flags)
}

/** The compiled flag of that key, compiled now if it never was; `undefined` where the set has none. */
export function findFlag(
  { base, changed, flags, rules }: CompiledFlagSet,
  flagKey: string,
): CompiledFlag | undefined {
  let slot = (changed.size > 0 && changed.get(flagKey)) || flags.get(flagKey)
  if (!slot) {
    const flag = readOwn<Flag>(base.flags, flagKey)
    if (!flag) return undefined
    slot = { flag }
    flags.set(flagKey, slot)
  }
  if (slot.flag) slot.compiled ??= compileFlag(flagKey, slot.flag, base, rules)
  return slot.compiled
}
