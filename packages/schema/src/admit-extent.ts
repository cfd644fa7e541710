import { MAX_NESTING_DEPTH, MAX_STRING_LENGTH } from './flag-set-limits.ts'
import type { IssueCollector } from './issue-collector.ts'
import { joinPointer } from './json-pointer.ts'

/**
 * Tells whether a JSON value is within the limits of depth and string length. A string that is too long rejects the
 * set; a value that is too deep is an error.
 */
export function admitExtent(value: unknown, pointer: string, issues: IssueCollector): boolean {
  const excess = findExcess(value, 0)
  if (!excess) return true
  const place = pointer + excess.pointer
  if (excess.limit === 'string') {
    const expected = `strings and keys of at most ${MAX_STRING_LENGTH} UTF-16 code units`
    issues.reject(place, 'a longer string or key', expected, 'Shorten it, or serve the text from elsewhere.')
  } else {
    const expected = `at most ${MAX_NESTING_DEPTH} levels of objects and lists`
    issues.error(place, value, expected, 'Flatten it: so deep a value can be neither sent nor stored.')
  }
  return false
}

/** Tells whether a number of parts is within its limit; the set is rejected where it is not. */
export function admitCount(count: number, limit: number, pointer: string, issues: IssueCollector): boolean {
  if (count <= limit) return true
  issues.reject(
    pointer,
    `${count} entries`,
    `at most ${limit} entries`,
    'Split the set into several environments.',
  )
  return false
}

interface Excess {
  readonly limit: 'depth' | 'string'
  /** From the value that was looked at; put together on the way back, because almost every value has no excess. */
  readonly pointer: string
}

/** Finds the first excess of a value, one in length before one in depth, because it costs more. */
function findExcess(value: unknown, depth: number): Excess | undefined {
  if (typeof value === 'string')
    return value.length > MAX_STRING_LENGTH ? { limit: 'string', pointer: '' } : undefined
  if (typeof value !== 'object' || value === null) return undefined
  // the recursion ends here, so that no document can exhaust the stack
  if (depth >= MAX_NESTING_DEPTH) return { limit: 'depth', pointer: '' }
  let deep: Excess | undefined
  for (const [key, part] of Object.entries(value)) {
    if (key.length > MAX_STRING_LENGTH) return { limit: 'string', pointer: '' }
    const excess = findExcess(part, depth + 1)
    if (!excess) continue
    const placed = { limit: excess.limit, pointer: joinPointer('', key) + excess.pointer }
    if (excess.limit === 'string') return placed
    deep ??= placed
  }
  return deep
}
