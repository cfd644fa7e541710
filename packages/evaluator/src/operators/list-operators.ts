import { constant, isTruthy, type OperatorCompiler } from '../logic.ts'

type PerElement = (element: unknown) => unknown

/** An operator that runs its second operand on each element of its first one; what is no list has no elements. */
function overList(
  apply: (list: readonly unknown[], perElement: PerElement) => unknown,
  convert: PerElement = isTruthy,
): OperatorCompiler {
  return ([list = constant(null), logic = constant(null)]) =>
    (data, scope) =>
      apply(asList(list(data, scope)), (element) => convert(logic(element, scope)))
}

const reduce: OperatorCompiler = ([
  list = constant(null),
  logic = constant(null),
  start = constant(null),
]) => {
  return (data, scope) =>
    asList(list(data, scope)).reduce(
      (accumulator, current) => logic({ current, accumulator }, scope),
      start(data, scope),
    )
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Operators that go through a list. An empty list satisfies `none`, but not `all`. */
export const LIST_OPERATORS = {
  map: overList(
    (list, run) => list.map(run),
    (value) => value,
  ),
  filter: overList((list, holds) => list.filter(holds)),
  all: overList((list, holds) => list.length > 0 && list.every(holds)),
  none: overList((list, holds) => !list.some(holds)),
  some: overList((list, holds) => list.some(holds)),
  reduce,
}
