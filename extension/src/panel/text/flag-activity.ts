import type { ChangeCause } from '@halyard/devtools'
import type { FlagActivity } from '../model/flag-activity.ts'
import { clockText } from '../model/time-text.ts'
import { countText } from './count-text.ts'

/** What the sections about a flag's past say. */
export const ACTIVITY_TEXT = {
  reads: 'Reads',
  history: 'History',
  readBy: 'Read by',
  component: 'component',
  anonymous: 'a function without a name',
  uncounted: 'This client does not say how often its flags are read.',
  moreReaders:
    'Others may read it too: the page looks for readers only while the panel is open, and not at every read.',
  fallback: 'fallback',
  gone: 'not there any more',
  missedCause: 'while the panel missed messages',
  incomplete: 'Older changes are missing: there were more than are kept.',
} as const

const CAUSES: { readonly [Cause in ChangeCause]: string } = {
  source: 'from the flag source',
  storage: 'from this browser’s storage',
  context: 'by another context',
  override: 'by an override',
  read: 'by a read',
  time: 'by a schedule',
  navigation: 'by a navigation',
}

/** The words for a cause; a client may have causes of its own. */
export function causeText(cause: string | null): string {
  if (cause === null) return ACTIVITY_TEXT.missedCause
  return Object.hasOwn(CAUSES, cause) ? CAUSES[cause as ChangeCause] : `by “${cause}”`
}

/** How often, and since when. */
export function readsTitle(count: number, sinceMs: number): string {
  return `${timesText(count)} since ${clockText(sinceMs)}, when the panel began to listen`
}

/** Below the changes of a flag: how far back they go. */
export function historyBeginText({ sinceMs, isSinceAttachment }: FlagActivity, isRead: boolean): string {
  const time = clockText(sinceMs)
  if (!isSinceAttachment) return `Changes are known since ${time}, when this panel began to look at the page.`
  return isRead
    ? `Changes are known since ${time}, when the client was attached to devtools.`
    : 'The page has not read this flag: its changes are known only as long as the panel is open.'
}

/** Where a flag has no changes that are known. */
export const NO_CHANGES = 'It has not changed since.'

function timesText(count: number): string {
  return count === 1 ? 'Read once' : `Read ${countText(count)} times`
}
