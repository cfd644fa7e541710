import type { FlagFilters, FlagOrder, FlagSwitchName } from '../model/flag-filters.ts'
import { reasonWord } from '../model/reason-words.ts'
import { clipText } from '../model/value-text.ts'
import { countText } from './count-text.ts'

/** What the list of flags says. */
export const FLAGS_TEXT = {
  find: 'Find flags',
  reads: 'Reads',
  filters: 'Filters',
  type: 'Type',
  anyType: 'Any type',
  reason: 'Reason',
  anyReason: 'Any reason',
  order: 'Order',
  clear: 'Clear filters',
  starred: 'Starred',
  star: 'Star',
  unstar: 'Take the star off',
  list: 'Flags',
  overridden: 'Overridden',
  flag: 'Flag',
  value: 'Value',
  variant: 'Variant',
  unread: 'Not read on this page',
  resetHint: 'Overridden by you. Click to reset (r)',
  reset: (flagKey: string) => `Reset ${flagKey}, overridden by you`,
  override: (flagKey: string) => `Override ${flagKey}`,
  fallback: 'fallback',
  page: 'Page',
  frame: 'Frame',
} as const

/** The filters that are on or off, in the order in which they are offered. */
export const SWITCH_WORDS: {
  readonly [Name in FlagSwitchName]: { readonly label: string; readonly title: string }
} = {
  isOverridden: { label: 'Overridden', title: 'Only flags that you have overridden' },
  isChanged: {
    label: 'Changed',
    title: 'Only flags whose value changed since the page was loaded, as far as it is known',
  },
  isRead: { label: 'Read', title: 'Only flags that this page has read' },
  isStarred: { label: 'Starred', title: 'Only flags that you have starred' },
}

/** The words for orders, in the order in which they are offered. */
export const ORDER_WORDS: { readonly [Order in FlagOrder]: string } = {
  key: 'By key',
  changed: 'Changed last first',
  reads: 'Most read first',
}

/** How many flags pass the filters. */
export function foundText(found: number, all: number): string {
  return `${countText(found)} of ${countText(all)}`
}

/** What the filters ask for, as adjectives. */
export function wordsOfFilters(filters: FlagFilters): readonly string[] {
  return [
    filters.isOverridden && 'overridden',
    filters.isChanged && 'changed since the page was loaded',
    filters.isRead && 'read on this page',
    filters.isStarred && 'starred',
    filters.type !== null && `of type ${filters.type}`,
    filters.reason !== null && `decided by “${reasonWord(filters.reason)}”`,
  ].filter((word) => word !== false)
}

/** Above an empty list. */
export function nothingFoundTitle(search: string, hasFilters: boolean): string {
  if (search === '') return 'No flag passes the filters'
  return `No flag has “${search}” in its key${hasFilters ? ' and passes the filters' : ''}`
}

/** Why a list is empty. */
export function nothingFoundReason(words: readonly string[]): string {
  return `Listed are only flags that are ${words.map((word) => clipText(word, 100)).join(', and ')}.`
}
