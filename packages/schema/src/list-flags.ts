import type { IssueCollector } from './issue-collector.ts'
import { joinPointer } from './json-pointer.ts'
import { isJsonObject } from './json-value.ts'

/** A flag before it is judged. */
export interface FlagEntry {
  readonly key: string
  readonly value: unknown
  /** Where the flag stands in the document that was given. */
  readonly pointer: string
}

/**
 * Lists the flags of either form: a map, or the flagd daemon's list of flags with a `key`. The key is taken out of a
 * listed flag; a listed flag without one, or with one that came before, is an error and left out.
 */
export function listFlags(
  flagSet: { readonly [key: string]: unknown },
  issues: IssueCollector,
): readonly FlagEntry[] {
  const { flags, $schema } = flagSet
  if (!Array.isArray(flags)) {
    return Object.entries(flags ?? {}).map(([key, value]) => ({
      key,
      value,
      pointer: joinPointer('/flags', key),
    }))
  }
  if (typeof $schema === 'string' && /(^|\/)flags\.json$/.test($schema)) {
    const fix = 'Write the flags as an object by key, or name flagd.json as the schema, which allows a list.'
    issues.warning('/flags', flags, 'an object, as the schema that "$schema" names demands', fix)
  }
  const seen = new Set<string>()
  const entries: FlagEntry[] = []
  for (const [index, listed] of flags.entries()) {
    const pointer = joinPointer('/flags', index)
    if (!isJsonObject(listed) || typeof listed.key !== 'string') {
      issues.error(pointer, listed, 'a flag with its "key"', 'Give every flag of the list its key.')
    } else if (seen.has(listed.key)) {
      issues.error(
        joinPointer(pointer, 'key'),
        listed.key,
        'a key of its own',
        'Rename or remove the repeated flag.',
      )
    } else {
      const { key, ...value } = listed
      seen.add(listed.key)
      entries.push({ key: listed.key, value, pointer })
    }
  }
  return entries
}
