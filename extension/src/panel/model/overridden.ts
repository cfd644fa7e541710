import type { FlagReport } from '@halyard/protocol/devtools'

/** Whether a person set the value that the page gets. */
export function isOverridden(flag: FlagReport): boolean {
  return flag.original !== undefined || flag.reason === 'OVERRIDE'
}
