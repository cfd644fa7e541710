import { isTruthy, type OperatorCompiler, run } from '../logic.ts'

type Each<T> = (element: unknown) => T

/** An operator that runs its second operand on each element of its first one; what is no list has no elements. */
export function overList(
  apply: (list: readonly unknown[], holds: Each<boolean>, each: Each<unknown>) => unknown,
): OperatorCompiler {
  return ([list, logic]) =>
    (data, scope) => {
      const each: Each<unknown> = (element) => run(logic, element, scope)
      return apply(asList(run(list, data, scope)), (element) => isTruthy(each(element)), each)
    }
}

/** Makes one value of a list. */
export const reduce: OperatorCompiler =
  ([list, logic, start = null]) =>
  (data, scope) =>
    asList(run(list, data, scope)).reduce(
      (accumulator, current) => run(logic, { current, accumulator }, scope),
      run(start, data, scope),
    )

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
