import { isLogic, type Logic, type OperatorCompiler, run, runAll } from '../logic.ts'

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
 * What most conditions are: an attribute beside a literal. Whether the attribute is the data's own is asked only where it
 * makes a difference, because that costs a third of the condition.
 */
function onAttribute(apply: (a: unknown, b: unknown) => unknown, attribute: string, literal: unknown): Logic {
  const absent = apply(null, literal)
  return (data) => {
    const value = (data as { readonly [key: string]: unknown } | null)?.[attribute]
    if (value === undefined) return absent
    const result = apply(value, literal)
    return result === absent || Object.hasOwn(data as object, attribute) ? result : absent
  }
}
