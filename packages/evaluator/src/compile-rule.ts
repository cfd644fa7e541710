import { MAX_NESTING_DEPTH, MAX_RULE_SIZE } from '@halyard/schema'
import { constant, isScalar, type Logic, runAll } from './logic.ts'
import { OPERATORS } from './operators/operators.ts'

/** A compiled rule, how large it is with its references in place, and the shared rules that it needs. */
export interface CompiledRule {
  readonly logic: Logic
  readonly depth: number
  readonly size: number
  /** The names it refers to, those of the rules it refers to included. */
  readonly references: ReadonlySet<string>
}

/** Rules by name, as they are written. */
export interface RuleSource {
  readonly [name: string]: unknown
}

/**
 * Sees every part of a rule that is compiled, and may put something in its place: what explains an evaluation is the
 * evaluation itself, watched.
 *
 * Called once for each operation, list, reference (`{"$ref": name}`) and object that is a value, at the time it is
 * compiled and after everything within it; not for scalars. A list of scalars may be compiled and never run, because its
 * operator looks at it ahead.
 *
 * @param part the part as it is written: the very object or list of the document, so that its identity tells its place.
 * @param logic what it was compiled to. `logic(data, scope)` runs the parts within it, decorated as they are.
 */
export type Decorate = (part: object, logic: Logic) => Logic

/**
 * Compiles a rule to closures.
 *
 * @param shared the compiled shared rules: each is compiled when it is needed for the first time, and kept here.
 * A decorated rule needs a map of its own.
 * @param decorate is told of every part, those of the shared rules included.
 * @throws Error whose message says what is wrong with the rule: an unknown operator, a reference to nothing or in a
 * circle, or more depth or size than the schema's limits allow.
 */
export function compileRule(
  rule: unknown,
  source: RuleSource,
  shared: Map<string, CompiledRule>,
  decorate: Decorate = (_, logic) => logic,
): CompiledRule {
  let level = 0
  let deepest = 0
  let size = 0
  let references = new Set<string>()

  function compile(part: unknown): Logic {
    if (isScalar(part)) return constant(part)
    grow(1, 1)
    level++
    const logic = Array.isArray(part) ? compileList(part) : compileObject(part as RuleSource)
    level--
    return decorate(part as object, logic)
  }

  function compileList(list: readonly unknown[]): Logic {
    if (list.every(isScalar)) return constant(list)
    const logics = list.map(compile)
    return (data, scope) => runAll(logics, data, scope)
  }

  function compileObject(object: RuleSource): Logic {
    const [name, ...others] = Object.keys(object)
    // with no key, or with several, it is a value
    if (name === undefined || others.length > 0) return constant(object)
    const operand = object[name]
    if (name === '$ref') return compileReference(String(operand))
    const operator = Object.hasOwn(OPERATORS, name) && OPERATORS[name]
    if (!operator) throw new Error(`there is no operator "${name}"`)
    const operands = Array.isArray(operand) ? operand : [operand]
    return operator(operands.map(compile), operands)
  }

  function compileReference(name: string): Logic {
    const rule = shared.get(name) ?? compileShared(name)
    grow(rule.depth, rule.size)
    for (const reference of rule.references) references.add(reference)
    return rule.logic
  }

  function compileShared(name: string): CompiledRule {
    if (!Object.hasOwn(source, name)) throw new Error(`there is no shared rule "${name}"`)
    const outer = { deepest, size, references }
    references = new Set([name])
    deepest = level
    size = 0
    // a circle of references ends at the greatest depth
    const rule = measure(source[name])
    ;({ deepest, size, references } = outer)
    shared.set(name, rule)
    return rule
  }

  function measure(part: unknown): CompiledRule {
    const logic = compile(part)
    return { logic, depth: deepest - level, size, references }
  }

  function grow(levels: number, parts: number): void {
    deepest = Math.max(deepest, level + levels)
    size += parts
    if (deepest > MAX_NESTING_DEPTH || size > MAX_RULE_SIZE) {
      throw new Error(
        `it refers to itself, or has over ${MAX_NESTING_DEPTH} levels or ${MAX_RULE_SIZE} parts`,
      )
    }
  }

  return measure(rule)
}
