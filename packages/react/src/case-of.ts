import type { FlagValue } from '@halyard/schema'

/** The name of the case for a value: `on` or `off` for a boolean, and the fallback's for a value that has none. */
export function caseOf(cases: object, value: FlagValue, fallback: FlagValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(Object.hasOwn(cases, String(value)) ? value : fallback)
}
