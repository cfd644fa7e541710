import { type FlagFileProblem, withoutControls } from './flag-file-problem.ts'
import { parsePointer } from './json-pointer.ts'

/**
 * Writes a problem of a flag file for people: where, the line with a caret, what stands there, what would be valid,
 * and how to mend it. Plain text of several lines, without colour codes and without a line break at the end.
 *
 * @param file the name to show, as the reader's terminal or editor understands it.
 * @example
 * formatProblem('flags.json', problem)
 * // flags.json:5:25 error in flags.checkout.defaultVariant
 * //   5 |       "defaultVariant": "onn"
 * //     |                         ^^^^^
 * //   found:    "onn"
 * //   expected: the name of a variant: "on" or "off"
 * //   to mend:  Name one of the variants.
 */
export function formatProblem(file: string, problem: FlagFileProblem): string {
  const path = formatKeyPath(problem.pointer)
  const gutter = String(problem.line)
  const excerpt =
    problem.excerpt.trim() === ''
      ? []
      : [
          `  ${gutter} | ${problem.excerpt}`,
          `  ${' '.repeat(gutter.length)} | ${' '.repeat(problem.excerptColumn - 1)}${'^'.repeat(problem.excerptLength)}`,
        ]
  return [
    `${file}:${problem.line}:${problem.column} ${problem.severity}${path && ` in ${path}`}`,
    ...excerpt,
    `  found:    ${withoutControls(problem.found)}`,
    `  expected: ${withoutControls(problem.expected)}`,
    `  to mend:  ${withoutControls(problem.fix)}`,
  ].join('\n')
}

/**
 * Writes a JSON pointer as code would.
 *
 * @example formatKeyPath('/flags/new checkout/variants') // 'flags["new checkout"].variants'
 */
export function formatKeyPath(pointer: string): string {
  return withoutControls(
    parsePointer(pointer)
      .map((part, index) => {
        if (/^\d+$/.test(part)) return `[${part}]`
        if (!/^[\w$-]+$/.test(part)) return `[${JSON.stringify(part)}]`
        return index === 0 ? part : `.${part}`
      })
      .join(''),
  )
}
