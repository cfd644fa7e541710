import type { FlagSetIssue } from '@halyard/schema'
import { visit } from 'jsonc-parser'
import { formatPointer } from './json-pointer.ts'
import type { TextSpan } from './locate-issue.ts'

/** A property name that its object has already, and where the later one stands. */
export interface DuplicateKey {
  readonly span: TextSpan
  readonly issue: FlagSetIssue
}

/**
 * Finds the properties that `JSON.parse` drops without a word, because a later one has the same name.
 *
 * @param text valid JSON.
 * @example findDuplicateKeys('{"a":1,"a":2}') [0].span // { offset: 7, length: 3 }
 */
export function findDuplicateKeys(text: string): readonly DuplicateKey[] {
  const found: DuplicateKey[] = []
  const open: Set<string>[] = []
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, offset, length, _line, _column, path) => {
      const names = open.at(-1)
      if (names?.has(name)) {
        found.push({
          span: { offset, length },
          issue: duplicateIssue(formatPointer([...path(), name]), name),
        })
      }
      names?.add(name)
    },
  })
  return found
}

function duplicateIssue(pointer: string, name: string): FlagSetIssue {
  return {
    severity: 'warning',
    pointer,
    found: `a second ${JSON.stringify(name.length > 60 ? `${name.slice(0, 59)}…` : name)} in one object`,
    expected: 'every name once',
    fix: 'Remove or rename one of them: only the last one counts.',
  }
}
