import type { FlagReport } from '@halyard/devtools'
import type { FlagValueType } from '@halyard/schema'
import type { FlagActivity } from './flag-activity.ts'
import { isOverridden } from './overridden.ts'

/** What a flag has to be, to be listed. */
export interface FlagFilters {
  readonly isOverridden: boolean
  /** As far back as changes are known. */
  readonly isChanged: boolean
  readonly isRead: boolean
  readonly isStarred: boolean
  /** `null` for any. */
  readonly type: FlagValueType | null
  /** `null` for any. */
  readonly reason: string | null
}

/** The filters that are on or off. */
export type FlagSwitchName = 'isOverridden' | 'isChanged' | 'isRead' | 'isStarred'

/** Lists every flag. */
export const NO_FILTERS: FlagFilters = {
  isOverridden: false,
  isChanged: false,
  isRead: false,
  isStarred: false,
  type: null,
  reason: null,
}

/** In which order flags are listed; where two are level, by key. */
export type FlagOrder = 'key' | 'changed' | 'reads'

/** Whether anything is filtered at all. */
export function hasFilters(filters: FlagFilters): boolean {
  return Object.values(filters).some((value) => value !== false && value !== null)
}

/** Whether a flag is what the filters ask for. */
export function passesFilters(
  flag: FlagReport,
  filters: FlagFilters,
  activity: FlagActivity,
  starred: ReadonlySet<string>,
): boolean {
  return (
    (!filters.isOverridden || isOverridden(flag)) &&
    (!filters.isChanged || activity.changedAtMs(flag.flagKey) !== undefined) &&
    (!filters.isRead || flag.observed) &&
    (!filters.isStarred || starred.has(flag.flagKey)) &&
    (filters.type === null || flag.type === filters.type) &&
    (filters.reason === null || flag.reason === filters.reason)
  )
}

/**
 * Puts flags in order: what changed last comes first, and so does what is read most.
 *
 * @param flags by key.
 */
export function inOrder(
  flags: readonly FlagReport[],
  order: FlagOrder,
  activity: FlagActivity,
): readonly FlagReport[] {
  if (order === 'key') return flags
  const rank = ({ flagKey }: FlagReport): number =>
    (order === 'changed' ? activity.changedAtMs(flagKey) : activity.reads(flagKey)?.count) ?? 0
  return flags
    .map((flag) => ({ flag, by: rank(flag) }))
    .sort((a, b) => b.by - a.by)
    .map(({ flag }) => flag)
}
