/** What stays the same while one flag is evaluated, however deep its rule looks into the context. */
export interface EvaluationScope {
  /** The evaluation context; `$flagd` is found beside its attributes. */
  readonly context: unknown
  readonly flagKey: string
  /** Milliseconds since 1970. */
  readonly nowMs: number
  /** How many parts of rules loops have run so far. */
  spent: number
  /** The attribute of the context that was read last, and its value: the conditions of a rule ask for the same one in turn. */
  attribute: string
  value: unknown
}

/** Begins an evaluation. */
export function openScope(context: unknown, flagKey: string, nowMs: number): EvaluationScope {
  return { context, flagKey, nowMs, spent: 0, attribute: '', value: null }
}

/**
 * A compiled operation. `data` is what `var` reads: the evaluation context, or the element that `map`, `filter` and the
 * like are at. It throws only what reading the data throws, and where loops
 * take too long.
 */
export interface Logic {
  (data: unknown, scope: EvaluationScope): unknown
  /** The own property of the data that is all this logic reads, `null` where there is none. */
  attribute?: string
}

/**
 * Builds one operation from its compiled operands, a single one as a list of one. An operand is {@link Logic}, or the
 * value itself where it never changes: to call a function for a literal takes longer than most operations.
 *
 * @param size how many parts the operands have with their references in place.
 */
export type OperatorCompiler = (operands: readonly unknown[], size?: number) => Logic

/** Tells an operand that has to be run from a value. */
export function isLogic(operand: unknown): operand is Logic {
  return typeof operand === 'function'
}

/** The value of an operand. */
export function run(operand: unknown, data: unknown, scope: EvaluationScope): unknown {
  return isLogic(operand) ? operand(data, scope) : operand
}

/** The values of several operands. */
export function runAll(operands: readonly unknown[], data: unknown, scope: EvaluationScope): unknown[] {
  return operands.map((operand) => run(operand, data, scope))
}

/** Tells whether a part of a rule, or a value, has no parts itself. */
export function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

/** JSONLogic's truth: JavaScript's, but an empty list is false. */
export function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}
