import type { TimelineEvent } from '../model/timeline.ts'
import type { TimelineGroup } from '../model/timeline-session.ts'
import { countText } from './count-text.ts'

/** What the timeline says. */
export const TIMELINE_TEXT = {
  label: 'Timeline',
  find: 'Find in the timeline',
  kinds: 'Kinds of entries',
  pause: 'Pause',
  resume: 'Resume',
  clear: 'Clear',
  record: 'Every read',
  recordTitle: 'Record every read, and not only the first of each flag',
  relative: 'From navigation',
  relativeTitle: 'Tell times from the last navigation on',
  time: 'Time',
  kind: 'What',
  subject: 'Of what',
  summary: 'How',
  none: 'Select an entry to see it whole.',
  showFlag: 'Show this flag',
  flagGone: 'The page does not have this flag any more.',
  before: 'Before',
  after: 'After',
  cause: 'Cause',
  value: 'Value',
  variant: 'Variant',
  reason: 'Reason',
  flag: 'Flag',
  client: 'Where',
  state: 'State',
  revision: 'Revision',
  error: 'Error',
  context: 'Context',
  details: 'Details',
  counted: 'Counted',
  address: 'Address',
  title: 'Title',
  nothingYet: 'Nothing has happened yet',
  nothingYetMore:
    'Reads, changes, what the connection does, exposures and navigations appear here as they happen, and over reloads.',
  nothingShown: 'No entry is what you look for',
  showAll: 'Show all',
} as const

/** The words for groups of entries. */
export const GROUP_WORDS: { readonly [Group in TimelineGroup]: string } = {
  reads: 'Reads',
  changes: 'Changes',
  connection: 'Connection',
  exposures: 'Exposures',
  navigation: 'Navigation',
}

/** A word for what happened. */
export function eventWord(event: TimelineEvent): string {
  switch (event.kind) {
    case 'read':
      return event.isFirst ? 'first read' : 'read'
    case 'navigation':
      return event.isLoad ? 'loaded' : 'navigated'
    case 'change':
      return 'changed'
    case 'connection':
      return 'connection'
    case 'context':
      return 'context'
    case 'exposure':
      return 'exposed'
    case 'tracking':
      return 'tracked'
  }
}

const STATES: { readonly [state: string]: string | undefined } = {
  loading: 'loading',
  cached: 'cached, not confirmed yet',
  live: 'connected',
  reconnecting: 'lost, reconnecting',
  stale: 'lost for too long: stale',
  stopped: 'stopped',
}

/** The words for a client's state; a client may have states of its own. */
export function stateText(state: string): string {
  return (Object.hasOwn(STATES, state) ? STATES[state] : undefined) ?? state
}

const UNCOUNTED: { readonly [why: string]: string | undefined } = {
  override: 'not counted: overridden',
  fallback: 'not counted: the fallback is shown',
  'no-recorder': 'not counted: the client has no recorder',
}

/** Whether an exposure counts, and why not. */
export function countedText(uncounted: string | null): string {
  if (uncounted === null) return 'counts once for each session'
  return (
    (Object.hasOwn(UNCOUNTED, uncounted) ? UNCOUNTED[uncounted] : undefined) ?? `not counted: ${uncounted}`
  )
}

/** How many entries are missing. */
export function droppedText(dropped: number): string {
  return `${countText(dropped)} ${dropped === 1 ? 'entry' : 'entries'} dropped: there were more than are kept`
}

/** How many entries a paused timeline does not show. */
export function unseenText(unseen: number): string {
  return `paused, ${countText(unseen)} new`
}
