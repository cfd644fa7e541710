import { type Flag, flagValueType, UPDATE_POLICIES } from './flag-set.ts'
import { type IssueCollector, suggestName } from './issue-collector.ts'
import { joinPointer } from './json-pointer.ts'
import { isJsonObject } from './json-value.ts'
import { parseMetadata } from './parse-metadata.ts'

/**
 * Judges everything about a flag but its targeting and the name of its default variant. An unknown update policy is a
 * warning: the flag is then `live`.
 *
 * @returns the flag, or `undefined` where it cannot be used; the collector then holds at least one more error.
 */
export function parseFlag(input: unknown, pointer: string, issues: IssueCollector): Flag | undefined {
  if (!isJsonObject(input)) {
    issues.error(pointer, input, 'an object', 'Write the flag as an object with "state" and "variants".')
    return undefined
  }
  const errorsBefore = issues.errorCount
  checkState(input.state, joinPointer(pointer, 'state'), issues)
  checkVariants(input.variants, joinPointer(pointer, 'variants'), issues)
  const { defaultVariant, metadata } = input
  if (defaultVariant !== undefined && defaultVariant !== null && typeof defaultVariant !== 'string') {
    issues.error(
      joinPointer(pointer, 'defaultVariant'),
      defaultVariant,
      'the name of a variant, or null',
      'Name a variant, or write null to let the code decide.',
    )
  }
  if (metadata !== undefined) parseMetadata(metadata, joinPointer(pointer, 'metadata'), issues)
  checkUpdatePolicy(input['x-update'], joinPointer(pointer, 'x-update'), issues)
  return issues.errorCount === errorsBefore ? (input as unknown as Flag) : undefined
}

function checkState(state: unknown, pointer: string, issues: IssueCollector): void {
  if (state === 'ENABLED' || state === 'DISABLED') return
  const fix = 'Write "ENABLED" or "DISABLED".'
  issues.error(
    pointer,
    state,
    '"ENABLED" or "DISABLED"',
    typeof state === 'string' ? suggestName(state, ['ENABLED', 'DISABLED'], fix) : fix,
  )
}

function checkUpdatePolicy(policy: unknown, pointer: string, issues: IssueCollector): void {
  const names: readonly unknown[] = UPDATE_POLICIES
  if (policy === undefined || names.includes(policy)) return
  const fix = 'Write one of these, or remove it: a change then reaches pages at once.'
  issues.warning(
    pointer,
    policy,
    UPDATE_POLICIES.map((name) => `"${name}"`).join(', '),
    typeof policy === 'string' ? suggestName(policy, UPDATE_POLICIES, fix) : fix,
  )
}

function checkVariants(variants: unknown, pointer: string, issues: IssueCollector): void {
  const expected = 'an object with at least one variant'
  if (!isJsonObject(variants)) {
    issues.error(pointer, variants, expected, 'Give the flag its variants, by name.')
    return
  }
  const entries = Object.entries(variants)
  const [first] = entries
  if (!first) issues.error(pointer, variants, expected, 'Add a variant.')
  for (const [name, value] of entries) {
    const place = joinPointer(pointer, name)
    if (name === '') issues.error(place, name, 'a name of at least one character', 'Name the variant.')
    const type = variantType(value)
    const firstType = variantType(first?.[1])
    if (type === undefined) {
      issues.error(
        place,
        value,
        'a boolean, a string, a finite number or an object',
        'Change the value; a list goes into an object, and "no value" is a defaultVariant of null.',
      )
    } else if (firstType !== undefined && type !== firstType) {
      issues.error(
        place,
        value,
        `${firstType === 'object' ? 'an' : 'a'} ${firstType}, as in the variant ${JSON.stringify(first?.[0])}`,
        'Give all variants of one flag the same type.',
      )
    }
  }
}

/** The type of a variant's value; narrower than what a running SDK tolerates: the schema knows no arrays as values. */
function variantType(value: unknown): string | undefined {
  if (Array.isArray(value) || (typeof value === 'number' && !Number.isFinite(value))) return undefined
  return flagValueType(value)
}
