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

/**
 * Builds one operation. It gets the compiled operands, a single one as a list of one, and the same as they are written,
 * so that it can look at literals before anything runs. It may leave out running an operand that is a literal.
 */
export type OperatorCompiler = (logics: readonly Logic[], operands: readonly unknown[]) => Logic

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
  return (logics, operands) => {
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
