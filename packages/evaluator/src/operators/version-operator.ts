import { parseSemanticVersion } from '@halyard/schema'
import { constant, eager, type OperatorCompiler } from '../logic.ts'
import { memoLast } from '../memo-last.ts'
import { readOwn } from '../read-path.ts'
import { compareVersions } from './compare-versions.ts'

/** flagd's comparison of semantic versions; null for anything that cannot be compared. */
export const compareVersionTexts: OperatorCompiler = (logics, operands) => {
  const parseLeft = memoLast(parseSemanticVersion)
  const parseRight = memoLast(parseSemanticVersion)
  const compare = eager((left: unknown, comparison: string, right: unknown) => {
    const a = parseLeft(versionText(left))
    const b = parseRight(versionText(right))
    if (!a || !b) return null
    const order = compareVersions(a, b, 9e9)
    const results = {
      '=': order === 0,
      '!=': order !== 0,
      '<': order < 0,
      '<=': order <= 0,
      '>': order > 0,
      '>=': order >= 0,
      '^': compareVersions(a, b, 1) === 0,
      '~': compareVersions(a, b, 2) === 0,
    }
    return readOwn(results, comparison) ?? null
  })
  return operands.length === 3 ? compare(logics, operands) : constant(null)
}

function versionText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
