import { ownSize } from '@halyard/schema'
import { type EvaluationScope, isTruthy, type OperatorCompiler, run } from '../logic.ts'

/** How many parts of rules the loops of one evaluation may run: as many as take some 50 ms. */
const MAX_LOOP_COST = 1_000_000

type Each<T> = (element: unknown) => T

/** An operator that runs its second operand on each element of its first one; what is no list has no elements. */
export function overList(
  apply: (list: readonly unknown[], holds: Each<boolean>, each: Each<unknown>) => unknown,
): OperatorCompiler {
  return ([list, logic], size = 1) =>
    (data, scope) => {
      const each: Each<unknown> = (element) => {
        spend(scope, size)
        return run(logic, element, scope)
      }
      return apply(asList(run(list, data, scope)), (element) => isTruthy(each(element)), each)
    }
}

/** Makes one value of a list. */
export const reduce: OperatorCompiler =
  ([list, logic, start = null], size = 1) =>
  (data, scope) =>
    asList(run(list, data, scope)).reduce(
      (accumulator, current) => {
        // what grows does so by a factor that is no greater than the size of the rule
        spend(scope, size * (1 + 4 * ownSize(accumulator)))
        return run(logic, { current, accumulator }, scope)
      },
      run(start, data, scope),
    )

/** Counts what it costs to run a rule once more, so that loops within loops come to an end. */
function spend(scope: EvaluationScope, cost: number): void {
  scope.spent += cost
  if (scope.spent > MAX_LOOP_COST) throw new Error('it takes too long')
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
