import type { UntypedClientDetails } from './flag-store.ts'

/** Tells whether two values, or parts of an outcome, say the same. Cheap where they are identical. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
  )
}

// All but the flag key, which is given, and the revision with its time, which do not change what was said.
const PARTS = [
  'value',
  'variant',
  'reason',
  'errorCode',
  'errorMessage',
  'freshness',
  'flagMetadata',
  'original',
] as const satisfies readonly (keyof UntypedClientDetails)[]

/**
 * Tells whether two outcomes of one flag say the same, whatever revision they were evaluated from: whoever holds the
 * first has no use for the second.
 */
export function isSameOutcome(a: UntypedClientDetails, b: UntypedClientDetails): boolean {
  return PARTS.every((part) => isSameValue(a[part], b[part]))
}
