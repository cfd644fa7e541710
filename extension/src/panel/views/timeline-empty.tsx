import { X } from 'lucide-preact'
import type { TimelineSession } from '../model/timeline-session.ts'
import { countText } from '../text/count-text.ts'
import { TIMELINE_TEXT } from '../text/timeline.ts'

/** Says why there is no entry, and what to do. */
export function TimelineEmpty({ timeline }: { timeline: TimelineSession }) {
  const { all } = timeline.shown.value
  if (all === 0) {
    return (
      <div class="empty">
        <h1>{TIMELINE_TEXT.nothingYet}</h1>
        <p>{TIMELINE_TEXT.nothingYetMore}</p>
      </div>
    )
  }
  return (
    <div class="empty">
      <h1>{TIMELINE_TEXT.nothingShown}</h1>
      <button type="button" class="button" onClick={timeline.clearFilters}>
        <X size={12} aria-hidden="true" />
        {TIMELINE_TEXT.showAll} {countText(all)}
      </button>
    </div>
  )
}
