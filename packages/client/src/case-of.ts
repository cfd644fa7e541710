import type { FlagValue } from '@halyard/schema'

/**
 * The name of the case for a value, for a binding that shows one of several alternatives.
 *
 * @param cases the alternatives by name. @param fallback the one of the read; its alternative is what a value without one gets.
 * @returns `on` or `off` for a boolean, else the value as text, or the fallback's where there is no such case.
 * @example cases[caseOf(cases, client.get('hero', 'classic'), 'classic')]
 */
export function caseOf(cases: object, value: FlagValue, fallback: FlagValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(Object.hasOwn(cases, String(value)) ? value : fallback)
}
