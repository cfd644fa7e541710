import type { FlagMetadata } from './flag-set.ts'
import type { IssueCollector } from './issue-collector.ts'
import { joinPointer } from './json-pointer.ts'
import { isJsonObject } from './json-value.ts'

/**
 * Judges metadata: a flat object of strings, numbers and booleans.
 *
 * @returns the entries that are valid: the same object when all are.
 */
export function parseMetadata(input: unknown, pointer: string, issues: IssueCollector): FlagMetadata {
  if (!isJsonObject(input)) {
    issues.error(pointer, input, 'an object', 'Write metadata as an object, or remove it.')
    return {}
  }
  const entries = Object.entries(input)
  const valid = entries.filter(([key, value]) => {
    if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return true
    issues.error(
      joinPointer(pointer, key),
      value,
      'a string, a number or a boolean',
      'Flatten the entry into several, or write it as a string: metadata has no nested values.',
    )
    return false
  })
  return (valid.length === entries.length ? input : Object.fromEntries(valid)) as FlagMetadata
}
