import type { OperatorCompiler } from '../logic.ts'
import { BRANCH_OPERATORS } from './branch-operators.ts'
import { DATA_OPERATORS } from './data-operators.ts'
import { LIST_OPERATORS } from './list-operators.ts'
import { splitByHash } from './split-operator.ts'
import { VALUE_OPERATORS } from './value-operators.ts'
import { compareVersionTexts } from './version-operator.ts'

/** Every operator by its name in a rule. */
export const OPERATORS: { readonly [name: string]: OperatorCompiler } = {
  ...DATA_OPERATORS,
  ...BRANCH_OPERATORS,
  ...VALUE_OPERATORS,
  ...LIST_OPERATORS,
  sem_ver: compareVersionTexts,
  fractional: splitByHash,
}
