import { isLogic, type Logic, type OperatorCompiler, run, runAll } from '../logic.ts'
import { readAttribute } from '../read-path.ts'

/** A pure function of the values of all operands. */
export type Apply = (...values: never[]) => unknown

/** An operator whose operands are all evaluated before it is applied to their values. */
export function eager(apply: Apply): OperatorCompiler {
  const applyTo = apply as (...values: unknown[]) => unknown
  return (operands) => {
    const [a, b] = operands
    if (operands.length !== 2) return (data, scope) => applyTo(...runAll(operands, data, scope))
    return isLogic(a) && a.attribute && !isLogic(b)
      ? onAttribute(applyTo, a.attribute, b)
      : (data, scope) => applyTo(run(a, data, scope), run(b, data, scope))
  }
}

/**
 * What most conditions are: an attribute beside a literal. A function of its own, so that its closure holds no more than
 * it needs: half of the time goes into getting at memory.
 */
function onAttribute(apply: (a: unknown, b: unknown) => unknown, attribute: string, literal: unknown): Logic {
  return (data, scope) => apply(readAttribute(data, attribute, scope), literal)
}
