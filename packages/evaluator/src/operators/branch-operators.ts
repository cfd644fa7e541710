import { isTruthy, type OperatorCompiler, run } from '../logic.ts'

/** Conditions and what follows from them in turns, and in the end what follows otherwise. */
export const choose: OperatorCompiler = (operands) => {
  const end = operands.length & ~1
  const branches = [...operands, null]
  return (data, scope) => {
    let index = 0
    while (index < end && !isTruthy(run(branches[index], data, scope))) index += 2
    return run(branches[index < end ? index + 1 : end], data, scope)
  }
}

/** `and` ends at the first operand that is false, `or` at the first that is true; both answer with that operand. */
export function endingAt(truth: boolean): OperatorCompiler {
  return (operands) => (data, scope) => {
    let value: unknown = null
    for (const operand of operands) {
      value = run(operand, data, scope)
      if (isTruthy(value) === truth) break
    }
    return value
  }
}
