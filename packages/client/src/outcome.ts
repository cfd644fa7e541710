import type { UntypedClientDetails } from './flag-store.ts'

/** Tells whether two values, or parts of an outcome, say the same. Cheap where they are identical. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
  )
}

/**
 * Tells whether two outcomes of one flag say the same, whatever revision they were evaluated from: whoever holds the
 * first has no use for the second.
 */
export function isSameOutcome(a: UntypedClientDetails, b: UntypedClientDetails): boolean {
  const parts = Object.keys({ ...a, ...b }) as (keyof UntypedClientDetails)[]
  return parts.every((part) => part === 'revision' || part === 'storedAtMs' || isSameValue(a[part], b[part]))
}
