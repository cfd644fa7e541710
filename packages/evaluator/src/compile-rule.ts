import { BUCKETING_VERSION, type FlagSet, MAX_NESTING_DEPTH, MAX_RULE_SIZE, ownSize } from '@halyard/schema'
import { type EvaluationScope, isLogic, isScalar, type Logic, runAll } from './logic.ts'
import { OPERATORS } from './operators/operators.ts'
import { readOwn } from './read-path.ts'

/** Stands among the names that a rule uses where it reads the time; no name of a rule that is sensible. */
export const TIME = '$flagd.timestamp'

/** A compiled rule, how large it is with its references in place, and the shared rules that it needs. */
export interface CompiledRule {
  /** {@link Logic}, or a value that never changes. */
  readonly logic: unknown
  readonly depth: number
  readonly size: number
  /** The names it refers to, those of the rules it refers to included, and its own where it is shared. */
  readonly uses: Set<string>
  readonly what?: never
}

/**
 * Sees every part of a rule that is compiled, and may put something in its place: what explains an evaluation is the
 * evaluation itself, watched.
 *
 * Called once for each operation, list, reference (`{"$ref": name}`) and object that is a value, at the time it is
 * compiled and after everything within it; not for scalars. What it gives is run wherever the rule comes to the part, even
 * to a literal.
 *
 * @param part the part as it is written: the very object or list of the document, so that its identity tells its place.
 * @param logic what it was compiled to. `logic(data, scope)` runs the parts within it, decorated as they are.
 */
export type Decorate = (part: object, logic: Logic) => Logic

/**
 * Compiles a rule to closures.
 *
 * @param flagSet the shared rules, and the version by which splits hash.
 * @param shared the compiled shared rules: each is compiled when it is needed for the first time, and kept here.
 * A decorated rule needs a map of its own.
 * @param decorate is told of every part, those of the shared rules included.
 * @param levelsAbove how deep in another rule this one stands.
 * @throws Error whose message says what is wrong with the rule: an unknown operator, a reference to nothing or in a
 * circle, or more depth or size than the schema's limits allow.
 */
export function compileRule(
  rule: unknown,
  flagSet: Pick<FlagSet, '$evaluators' | 'x-bucketing'>,
  shared: Map<string, CompiledRule>,
  decorate?: Decorate,
  levelsAbove = 0,
): CompiledRule {
  const uses = new Set<string>()
  let depth = 0
  let size = 0

  function grow(levels: number, parts: number): void {
    depth = Math.max(depth, levels)
    size += parts
    // a circle of references ends here too
    if (levelsAbove + depth > MAX_NESTING_DEPTH || size > MAX_RULE_SIZE) {
      throw new Error('it refers to itself, or has too many levels or parts')
    }
  }

  function compile(part: unknown, level: number): unknown {
    grow(isScalar(part) ? 0 : level, ownSize(part))
    if (isScalar(part)) return part
    const logic = compileParts(part as { readonly [name: string]: unknown }, level)
    return decorate ? decorate(part as object, isLogic(logic) ? logic : () => logic) : logic
  }

  function compileParts(part: { readonly [name: string]: unknown }, level: number): unknown {
    const compileAll = (parts: readonly unknown[]): readonly unknown[] =>
      parts.map((inner) => compile(inner, level + 1))
    if (Array.isArray(part)) {
      const operands = compileAll(part)
      return operands.some(isLogic)
        ? (data: unknown, scope: EvaluationScope) => runAll(operands, data, scope)
        : operands
    }
    const names = Object.keys(part)
    if (names.length !== 1) return part
    const name = names[0] as string
    const operand = part[name]
    if (name === '$ref') return compileReference(String(operand), level)
    if (name === 'var' && mayReadTime(Array.isArray(operand) ? operand[0] : operand)) uses.add(TIME)
    // the one place that chooses what a split hashes: by another version, people would be in other buckets unnoticed
    const { 'x-bucketing': version = BUCKETING_VERSION } = name === 'fractional' ? flagSet : {}
    if (version !== BUCKETING_VERSION) throw new Error(`there is no bucketing "${version}"`)
    const sizeBefore = size
    const operands = compileAll(Array.isArray(operand) ? operand : [operand])
    return find(OPERATORS, name, 'operator')(operands, size - sizeBefore)
  }

  function compileReference(name: string, level: number): unknown {
    let rule = shared.get(name)
    if (!rule) {
      const written = find(flagSet.$evaluators, name, 'shared rule')
      rule = compileRule(written, flagSet, shared, decorate, levelsAbove + level)
      rule.uses.add(name)
      shared.set(name, rule)
    }
    grow(level + rule.depth, rule.size)
    for (const used of rule.uses) uses.add(used)
    return rule.logic
  }

  return { logic: compile(rule, 1), depth, size, uses }
}

/** Whether a path leads to the time, or is computed and may. */
function mayReadTime(path: unknown): boolean {
  return !isScalar(path) || path === '$flagd' || path === TIME
}

function find<T>(table: { readonly [name: string]: T } | undefined, name: string, kind: string): T {
  const found = readOwn<T>(table, name)
  if (found === undefined) throw new Error(`there is no ${kind} "${name}"`)
  return found
}
