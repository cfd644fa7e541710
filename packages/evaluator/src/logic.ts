/** What stays the same while one flag is evaluated, however deep its rule looks into the context. */
export interface EvaluationScope {
  /** The evaluation context; `$flagd` is found beside its attributes. */
  readonly context: unknown
  readonly flagKey: string
  /** Whole seconds since 1970. */
  readonly timestamp: number
}

/**
 * A compiled rule. `data` is what `var` reads: the evaluation context, or the element that `map`, `filter` and the like
 * are at. It throws only what reading the data throws.
 */
export type Logic = (data: unknown, scope: EvaluationScope) => unknown

/** Compiles a part of a rule. Throws an `Error` whose message says what is wrong with it. */
export type CompileRule = (rule: unknown) => Logic

/**
 * Compiles one operation. It gets the operands as they are written, a single one as a list of one, and the function
 * that compiles them, so that it can look at literals before anything runs.
 */
export type OperatorCompiler = (operands: readonly unknown[], compile: CompileRule) => Logic

/** Logic that ignores the data. */
export function constant(value: unknown): Logic {
  return () => value
}

/** The values of several parts. */
export function runAll(logics: readonly Logic[], data: unknown, scope: EvaluationScope): unknown[] {
  return logics.map((logic) => logic(data, scope))
}

/** An operator whose operands are all evaluated before it is applied to their values. */
export function eager(apply: (...values: never[]) => unknown): OperatorCompiler {
  const run = apply as (...values: unknown[]) => unknown
  return (operands, compile) => {
    const logics = operands.map(compile)
    const [a, b] = logics
    const [, right] = operands
    if (!a || !b || logics.length > 2) return (data, scope) => run(...runAll(logics, data, scope))
    // to call for a literal costs more than to have it at hand
    return isScalar(right)
      ? (data, scope) => run(a(data, scope), right)
      : (data, scope) => run(a(data, scope), b(data, scope))
  }
}

/** Tells whether a part of a rule, or a value, has no parts itself. */
export function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

/** JSONLogic's truth: JavaScript's, but an empty list is false. */
export function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}
