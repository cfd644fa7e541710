import { compareRevisions, type Revision } from '@halyard/protocol/wire'
import type { SourceEvent } from './flag-source.ts'

/** An event that names a revision. */
export type RevisionEvent = Extract<SourceEvent, { readonly revision: Revision }>

/**
 * Says what an event means to somebody who holds a revision, so that values never go backwards:
 *
 * - `apply` it leads to a revision that is newer, or of another history;
 * - `confirm` it says what is held already, or (a late duplicate) less;
 * - `gap` there is something in between that was missed.
 *
 * @param held `undefined` when nothing is held.
 */
export function relateEvent(held: Revision | undefined, event: RevisionEvent): 'apply' | 'confirm' | 'gap' {
  const order = held === undefined ? 'newer' : compareRevisions(event.revision, held)
  if (order === 'same' || order === 'older') return 'confirm'
  if (event.type === 'snapshot') return 'apply'
  return event.type === 'change' && event.previous === held ? 'apply' : 'gap'
}
