import type { FlagSetIssue } from '@halyard/schema'
import type { TextSpan } from './locate-issue.ts'
import type { TextPosition } from './text-position.ts'

/** Something wrong in the text of a flag file: the issue, and where an editor finds it. */
export interface FlagFileProblem extends FlagSetIssue, TextPosition {
  /** The line it is on, cut to at most 100 characters around it and cleared of control characters. */
  readonly excerpt: string
  /** Where in {@link excerpt} it stands. Minimum: 1. */
  readonly excerptColumn: number
  /** How much of {@link excerpt} it covers. Minimum: 1. */
  readonly excerptLength: number
}

const EXCERPT_LENGTH = 100

/**
 * Puts an issue in its place in the text.
 *
 * @param span the offending part. @param position where it starts, as editors count.
 */
export function createFlagFileProblem(
  text: string,
  { offset, length }: TextSpan,
  position: TextPosition,
  issue: FlagSetIssue,
): FlagFileProblem {
  const lineStart = offset - (position.column - 1)
  const start = position.column <= EXCERPT_LENGTH - 20 ? lineStart : offset - EXCERPT_LENGTH / 2
  const [line = ''] = text.slice(start, start + EXCERPT_LENGTH).split(/[\r\n]/, 1)
  const excerptColumn = offset - start + 1
  return {
    ...issue,
    ...position,
    excerpt: withoutControls(line),
    excerptColumn,
    excerptLength: Math.max(1, Math.min(length, line.length - excerptColumn + 1)),
  }
}

/**
 * Replaces every control character by one visible character, so that a file cannot steer the terminal its problems
 * are shown in.
 *
 * @example withoutControls('a\tb\u001b[2J') // 'a b·[2J'
 */
export function withoutControls(text: string): string {
  return text.replaceAll(/[\t\n\r]/g, ' ').replaceAll(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu, '·')
}
