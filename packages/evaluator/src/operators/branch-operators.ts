import { isTruthy, type Logic, type OperatorCompiler, run } from '../logic.ts'

/** Conditions and what follows from them in turns, and in the end what follows otherwise. */
export const choose: OperatorCompiler = (operands) => {
  // two operands, or three: what most rules are
  if (operands.length >> 1 === 1) return chooseOneOfTwo(operands)
  const last = operands.length - 1
  return (data, scope) => {
    let index = 0
    while (index < last && !isTruthy(run(operands[index], data, scope))) index += 2
    return run(operands[index < last ? index + 1 : index] ?? null, data, scope)
  }
}

/** `and` ends at the first operand that is false, `or` at the first that is true; both answer with that operand. */
export function endingAt(truth: boolean): OperatorCompiler {
  return (operands) => {
    if (operands.length === 2) return endAtOneOfTwo(truth, operands)
    return (data, scope) => {
      let value: unknown = null
      for (const operand of operands) {
        value = run(operand, data, scope)
        if (isTruthy(value) === truth) break
      }
      return value
    }
  }
}

// A function of its own, so that its closure holds no more than it needs: half of the time goes into getting at memory.
function endAtOneOfTwo(truth: boolean, [first, second]: readonly unknown[]): Logic {
  return (data, scope) => {
    const value = run(first, data, scope)
    return isTruthy(value) === truth ? value : run(second, data, scope)
  }
}

function chooseOneOfTwo([condition, consequent, otherwise = null]: readonly unknown[]): Logic {
  return (data, scope) => run(isTruthy(run(condition, data, scope)) ? consequent : otherwise, data, scope)
}
