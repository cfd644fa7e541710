import { type FlagFileProblem, type FlagFileProblems, formatProblem } from '@halyard/server'
import picocolors from 'picocolors'
import type { Terminal } from './terminal.ts'

/** Paints nothing. */
export const PLAIN: Terminal['colors'] = picocolors.createColors(false)

/**
 * Writes problems for a person, each as where, what and how, in colour where that is wanted.
 *
 * @param file the name to show. @param maxShown the others are counted. @default all
 */
export function problemText(
  file: string,
  { problems, omittedProblems }: FlagFileProblems,
  colors: Terminal['colors'],
  maxShown: number = problems.length,
): string {
  const shown = problems.slice(0, maxShown)
  const more = problems.length - shown.length + omittedProblems
  return [
    ...shown.map((problem) => paint(file, problem, colors)),
    ...(more > 0 ? [`… and ${more} more in ${file}.`] : []),
  ].join('\n')
}

/**
 * Counts problems in words.
 *
 * @example countProblems(problems) // '1 error, 2 warnings'
 */
export function countProblems(problems: readonly FlagFileProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  const counts = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')]
  return counts.filter((text) => text !== false).join(', ') || 'no problems'
}

/** @example count(2, 'flag') // '2 flags' */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function paint(file: string, problem: FlagFileProblem, colors: Terminal['colors']): string {
  const [place = '', ...rest] = formatProblem(file, problem).split('\n')
  const severity = problem.severity === 'error' ? colors.red : colors.yellow
  return [
    severity(colors.bold(place)),
    ...rest.map((line) => (line.startsWith('  to mend:') ? colors.green(line) : line)),
  ].join('\n')
}
