import type { OperatorCompiler } from '../logic.ts'
import { choose, endingAt } from './branch-operators.ts'
import { missing, missingSome, variable } from './data-operators.ts'
import { type Apply, eager } from './eager.ts'
import { included } from './included-operator.ts'
import { overList, reduce } from './list-operators.ts'
import { splitByHash } from './split-operator.ts'
import { VALUE_OPERATORS } from './value-operators.ts'
import { compareVersions } from './version-operator.ts'

/** Every operator by its name in a rule. */
export const OPERATORS: { readonly [name: string]: OperatorCompiler } = {
  ...Object.fromEntries(Object.entries<Apply>(VALUE_OPERATORS).map(([name, apply]) => [name, eager(apply)])),
  var: variable,
  missing,
  missing_some: missingSome,
  if: choose,
  '?:': choose,
  and: endingAt(false),
  or: endingAt(true),
  map: overList((list, _, each) => list.map(each)),
  filter: overList((list, holds) => list.filter(holds)),
  // an empty list satisfies "none", but not "all"
  all: overList((list, holds) => list.length > 0 && list.every(holds)),
  none: overList((list, holds) => !list.some(holds)),
  some: overList((list, holds) => list.some(holds)),
  reduce,
  in: included,
  sem_ver: compareVersions,
  fractional: splitByHash,
}
