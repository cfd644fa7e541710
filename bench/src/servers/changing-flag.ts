import type { Flag } from '@halyard/schema'

/** The flag that changes while streams are open, about 1 kB of JSON. */
export const CHANGING_FLAG = 'changing-flag'

/** @param number another one makes another flag of the same length. */
export function changingFlag(number: number): Flag {
  const text = String(number).padStart(12, '0').repeat(75)
  return { state: 'ENABLED', variants: { on: text }, defaultVariant: 'on' }
}
