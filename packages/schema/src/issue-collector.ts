import { closestName } from './closest-name.ts'
import { describeValue } from './describe-value.ts'
import type { FlagSetIssue } from './flag-set-issue.ts'
import { MAX_ISSUES } from './flag-set-limits.ts'

/** What was found wrong in one flag set: everything is counted, and the first of each severity are kept. */
export interface IssueCollector {
  /** Notes a part that cannot be used. `found` is the value itself. */
  error(pointer: string, found: unknown, expected: string, fix: string): void
  /** Notes an error for which the whole set is rejected. */
  reject(pointer: string, found: unknown, expected: string, fix: string): void
  /** Notes a part that evaluates, but not as its author can have meant it. */
  warning(pointer: string, found: unknown, expected: string, fix: string): void
  readonly isRejected: boolean
  /** How many errors were noted so far. */
  readonly errorCount: number
  /** The issues to report, errors first, and how many more there were. */
  report(): { readonly issues: readonly FlagSetIssue[]; readonly omittedIssues: number }
}

/** Creates an empty collector. It keeps {@link MAX_ISSUES} errors and as many warnings, and reports that many in all. */
export function createIssueCollector(): IssueCollector {
  const errors: FlagSetIssue[] = []
  const warnings: FlagSetIssue[] = []
  let errorCount = 0
  let warningCount = 0
  let isRejected = false

  function error(pointer: string, found: unknown, expected: string, fix: string): void {
    errorCount++
    keep(errors, { severity: 'error', pointer, found: describeValue(found), expected, fix })
  }

  return {
    error,
    reject(pointer, found, expected, fix) {
      isRejected = true
      error(pointer, found, expected, fix)
    },
    warning(pointer, found, expected, fix) {
      warningCount++
      keep(warnings, { severity: 'warning', pointer, found: describeValue(found), expected, fix })
    },
    get isRejected() {
      return isRejected
    },
    get errorCount() {
      return errorCount
    },
    report() {
      const issues = [...errors, ...warnings].slice(0, MAX_ISSUES)
      return { issues, omittedIssues: errorCount + warningCount - issues.length }
    },
  }
}

function keep(list: FlagSetIssue[], issue: FlagSetIssue): void {
  if (list.length < MAX_ISSUES) list.push(issue)
}

/**
 * Words a fix for a name that is not among the valid ones.
 *
 * @example suggestName('greem', ['green'], 'Name a variant.') // 'Did you mean "green"? Name a variant.'
 */
export function suggestName(name: string, candidates: readonly string[], otherwise: string): string {
  const closest = closestName(name, candidates)
  return closest === undefined ? otherwise : `Did you mean ${JSON.stringify(closest)}? ${otherwise}`
}
