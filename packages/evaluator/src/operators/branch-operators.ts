import { constant, isTruthy, type Logic, type OperatorCompiler } from '../logic.ts'

const choose: OperatorCompiler = ([condition, consequent, ...others]) => chain(condition, consequent, others)

/** Links each branch to the next one, so that nothing loops when the rule runs. */
function chain(
  condition: Logic = constant(null),
  consequent: Logic | undefined,
  others: readonly Logic[],
): Logic {
  if (!consequent) return condition
  const [next, then, ...more] = others
  const otherwise = chain(next, then, more)
  return (data, scope) => (isTruthy(condition(data, scope)) ? consequent : otherwise)(data, scope)
}

/** `and` ends at the first operand that is false, `or` at the first that is true; both answer with that operand. */
function endingAt(truth: boolean): OperatorCompiler {
  return (logics) => (data, scope) => {
    let value: unknown = null
    for (const logic of logics) {
      value = logic(data, scope)
      if (isTruthy(value) === truth) break
    }
    return value
  }
}

/** Operators that decide what else is evaluated. */
export const BRANCH_OPERATORS = { if: choose, '?:': choose, and: endingAt(false), or: endingAt(true) }
