import type { FlagValue } from '@halyard/schema'

/**
 * The name of the case for a value: `on` or `off` for a boolean, else the value as text.
 *
 * @example caseName(true) // 'on'
 */
export function caseName(value: FlagValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value)
}

/**
 * The name of the case that a binding shows for a value: its own, and the fallback's for a value that has none.
 *
 * @param cases what there is to be shown, by name; only the names matter.
 * @example caseOf({ classic: <Classic />, bold: <Bold /> }, client.get('hero', 'classic'), 'classic') // 'bold'
 */
export function caseOf(cases: object, value: FlagValue, fallback: FlagValue): string {
  const name = caseName(value)
  return typeof value === 'boolean' || Object.hasOwn(cases, name) ? name : caseName(fallback)
}
