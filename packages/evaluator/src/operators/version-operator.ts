import type { OperatorCompiler } from '../logic.ts'
import { memoLast } from '../memo-last.ts'
import { readOwn } from '../read-path.ts'
import { type Apply, eager } from './eager.ts'
import { sortableVersion } from './sortable-version.ts'
import { VALUE_OPERATORS } from './value-operators.ts'

/** flagd's comparison of semantic versions; null for anything that cannot be compared. */
export const compareVersions: OperatorCompiler = (operands) => {
  const sortLeft = memoLast(sortableVersion)
  const sortRight = memoLast(sortableVersion)
  return eager((left: unknown, comparison: string, right: unknown, ...others: unknown[]) => {
    const count = comparison === '^' ? 1 : comparison === '~' ? 2 : undefined
    const a = sortLeft(left)?.slice(0, count).join()
    const b = sortRight(right)?.slice(0, count).join()
    if (!a || !b || others.length > 0 || !/^([<>]=?|!?=|[~^])$/.test(comparison)) return null
    const compare = readOwn<Apply>(VALUE_OPERATORS, comparison) ?? VALUE_OPERATORS['==']
    return (compare as (a: string, b: string) => boolean)(a, b)
  })(operands)
}
